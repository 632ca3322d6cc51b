using Pipeline.Configuration.Binding;

namespace Pipeline.Datasets.Importing;

/// <summary>What an import is asked for.</summary>
/// <param name="Classes">The classes to take; null for all.</param>
/// <param name="PerClass">Images to draw of each class; null for all.</param>
/// <param name="Seed">Draws them.</param>
internal sealed record ImportChoice(IReadOnlyList<string>? Classes, int? PerClass, int Seed);

/// <summary>One image and the place that it gets.</summary>
/// <param name="Target">Class folder and file name, safe on every file system and unlike any other in more than case.</param>
/// <param name="Image">The image.</param>
/// <param name="IsStudyPhoto">Whether its bytes are those of a photo of the study.</param>
internal sealed record PlannedImage(string Target, SurveyedImage Image, bool IsStudyPhoto);

/// <summary>What an import is going to write.</summary>
/// <param name="Images">In ordinal order of their places.</param>
/// <param name="Skipped">What is left out, and why.</param>
/// <param name="StudyPhotos">Photos of the study in the whole source, drawn or not.</param>
/// <param name="StudyTotal">Photos of the study that there are.</param>
/// <param name="Missing">Photos that the draw from the whole study would take, and the source does not hold.</param>
internal sealed record ImportPlan(IReadOnlyList<PlannedImage> Images, IReadOnlyList<SkippedFile> Skipped, int StudyPhotos, int StudyTotal, int Missing)
{
    public IReadOnlyList<string> Labels => [.. Images.Select(image => image.Target.Split('/')[0]).Distinct(StringComparer.Ordinal)];

    public long Bytes => Images.Sum(image => image.Image.Bytes);

    /// <exception cref="PipelineException">There is nothing to import, or a class is unknown, or two classes differ in case only.</exception>
    public static ImportPlan Of(ImportSurvey survey, ImportChoice choice, StudyPhotos study)
    {
        string[] labels = [.. survey.Images.Select(image => image.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        RequireClasses(survey, labels, choice.Classes);
        string[] chosen = [.. labels.Where(label => choice.Classes?.Contains(label, StringComparer.Ordinal) != false)];
        var folders = Folders(chosen);

        List<SkippedFile> skipped = [.. survey.Skipped];
        List<PlannedImage> planned = [];
        foreach (var ofClass in survey.Images.Where(image => folders.ContainsKey(image.Label)).GroupBy(image => image.Label, StringComparer.Ordinal))
        {
            SurveyedImage[] distinct = Distinct([.. ofClass], skipped);
            planned.AddRange(Named(folders[ofClass.Key], Drawn(distinct, choice, study, skipped)).Select(pair => new PlannedImage(pair.Target, pair.Image, study.Contains(pair.Image.Sha256))));
        }

        int present = survey.Images.Where(image => study.Contains(image.Sha256)).DistinctBy(image => image.Sha256).Count();
        return new ImportPlan(
            [.. planned.OrderBy(image => image.Target, StringComparer.Ordinal)], [.. skipped.OrderBy(file => file.Original, StringComparer.Ordinal)],
            present, study.Count, present == 0 ? 0 : MissingOf(survey, chosen, choice, study));
    }

    private static void RequireClasses(ImportSurvey survey, string[] labels, IReadOnlyList<string>? asked)
    {
        if (survey.Images.Count == 0)
        {
            string why = survey.Skipped.Count == 0 ? "it holds no files" : $"of its {survey.Skipped.Count} files none is an image in a class folder, as {survey.Skipped[0].Original} ({survey.Skipped[0].Reason})";
            throw new PipelineException($"there is nothing to import: {why}");
        }

        if (asked?.FirstOrDefault(label => !labels.Contains(label, StringComparer.Ordinal)) is { } unknown)
        {
            string meant = Suggestion.For(unknown, labels) is { } near ? $"did you mean '{near}'? " : "";
            throw new PipelineException($"--classes: there is no class '{unknown}'; {meant}Classes: {string.Join(", ", labels.Take(20))}{(labels.Length > 20 ? ", ..." : "")}");
        }
    }

    private static Dictionary<string, string> Folders(string[] labels)
    {
        var twins = labels.GroupBy(EntryName.Safe, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1);
        return twins is null
            ? labels.ToDictionary(label => label, EntryName.Safe, StringComparer.Ordinal)
            : throw new PipelineException($"the classes {string.Join(" and ", twins.Select(label => $"'{label}'"))} would lie in one folder on some systems: rename one, or choose with --classes");
    }

    private static SurveyedImage[] Distinct(SurveyedImage[] ofClass, List<SkippedFile> skipped)
    {
        var first = ofClass.GroupBy(image => image.Sha256, StringComparer.Ordinal).Select(same => same.OrderBy(image => image.Original, StringComparer.Ordinal).ThenBy(image => image.Occurrence).ToArray()).ToArray();
        skipped.AddRange(first.SelectMany(same => same.Skip(1).Select(copy => new SkippedFile(copy.Original, $"a copy of {same[0].Original}"))));
        return [.. first.Select(same => same[0])];
    }

    /// <summary>Where a class holds photos of the study, it is drawn from those alone: other photos in the source must not change whom everyone draws.</summary>
    private static SurveyedImage[] Drawn(SurveyedImage[] images, ImportChoice choice, StudyPhotos study, List<SkippedFile> skipped)
    {
        if (choice.PerClass is not { } perClass)
        {
            return images;
        }

        SurveyedImage[] known = [.. images.Where(image => study.Contains(image.Sha256))];
        var drawn = (known.Length > 0 ? known : images).OrderBy(image => PerClassDraw.Place(image.Sha256, choice.Seed), StringComparer.Ordinal).Take(perClass).ToHashSet();
        skipped.AddRange(images.Where(image => !drawn.Contains(image)).Select(image => new SkippedFile(image.Original, "not drawn (--per-class)")));
        return [.. drawn];
    }

    private static int MissingOf(ImportSurvey survey, string[] chosen, ImportChoice choice, StudyPhotos study)
    {
        var present = survey.Images.Select(image => image.Sha256).ToHashSet(StringComparer.Ordinal);
        return choice.PerClass is not { } perClass ? 0 : study.Species.Where(species => chosen.Contains(species.Key, StringComparer.Ordinal))
            .Sum(species => species.OrderBy(sha256 => PerClassDraw.Place(sha256, choice.Seed), StringComparer.Ordinal).Take(perClass).Count(sha256 => !present.Contains(sha256)));
    }

    /// <summary>A name that others of the class share, or differ from in case only, is told apart by the beginning of the content's hash, for each of them: no name depends on the order of files.</summary>
    private static IEnumerable<(string Target, SurveyedImage Image)> Named(string folder, SurveyedImage[] images)
    {
        var names = images.ToLookup(image => EntryName.Safe(Path.GetFileName(image.Original.Replace('\\', '/'))), StringComparer.OrdinalIgnoreCase);
        return from same in names
               from image in same
               let name = EntryName.Safe(Path.GetFileName(image.Original.Replace('\\', '/')))
               let unique = same.Count() == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{image.Sha256[..10]}{Path.GetExtension(name)}"
               select ($"{folder}/{unique}", image);
    }
}
