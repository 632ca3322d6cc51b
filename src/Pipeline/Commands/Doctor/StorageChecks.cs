using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Reporting;

namespace Pipeline.Commands.Doctor;

/// <summary>The project of the working folder, caches, weights, and the room that is left.</summary>
internal static class StorageChecks
{
    private const long EnoughRoom = 1_000_000_000;

    public static IEnumerable<Checkup> All(ModelsPlace place)
    {
        var project = ProjectLayout.OfFolder(Environment.CurrentDirectory);
        yield return Directory.Exists(project.Configs)
            ? new Checkup("project", Verdict.Ok, project.Root)
            : new Checkup("project", Verdict.Warning, $"no folder 'configs' in or above {Environment.CurrentDirectory}", "pipeline init DIR lays out a project");
        yield return Folder("disk", project.Root);
        yield return new Checkup("features", Verdict.Ok, Directory.Exists(project.Features) ? $"{Format.Bytes(Size(project.Features))} in {project.Features}" : "none yet");
        yield return Folder("models folder", place.Shelf.Folder);
        yield return Weights(place);
        string[] set = [.. Variables().Where(pair => pair.Value is { Length: > 0 }).Select(pair => $"{pair.Name}={pair.Value}")];
        yield return new Checkup("variables", Verdict.Ok, set.Length > 0 ? string.Join("; ", set) : "none set");
    }

    private static IEnumerable<(string Name, string? Value)> Variables()
    {
        foreach (string name in (string[])["PIPELINE_MODELS", "PIPELINE_OFFLINE", "PIPELINE_VISION"])
        {
            yield return (name, Environment.GetEnvironmentVariable(name));
        }

        // Addresses may hold passwords: only who is asked is shown.
        foreach (string name in (string[])["PIPELINE_MIRROR", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"])
        {
            yield return (name, Environment.GetEnvironmentVariable(name) is { Length: > 0 } address ? Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Authority : "(set)" : null);
        }
    }

    private static Checkup Folder(string name, string folder)
    {
        string there = Existing(folder);
        try
        {
            string probe = Path.Combine(there, $".pipeline-doctor-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }

            long free = new DriveInfo(there).AvailableFreeSpace;
            string found = $"{free / 1e9:F1} GB free, can be written: {folder}";
            return free >= EnoughRoom ? new Checkup(name, Verdict.Ok, found) : new Checkup(name, Verdict.Warning, found, "make room: weights and features take up to some hundred MB");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Checkup(name, Verdict.Missing, $"{folder} cannot be written: {problem.Message}", name == "disk" ? "work in a folder of your own" : "set XDG_CACHE_HOME, or name a folder with --models");
        }
    }

    private static string Existing(string folder) => Directory.Exists(folder) ? folder : Existing(Path.GetDirectoryName(folder) ?? Path.GetPathRoot(Environment.CurrentDirectory)!);

    private static Checkup Weights(ModelsPlace place)
    {
        BackboneCard[] cards = [.. place.Cards(out var damaged).Where(card => PretrainedNetworks.Find(card.Name) is null)];
        string[] here = [.. cards.Where(card => place.Folders.Find(card.File) is not null).Select(card => card.Name)];
        var mini = cards.Single(card => card.Name == new BackboneConfig().Name);
        return damaged.Count > 0 ? new Checkup("weights", Verdict.Missing, damaged[0], "mend the card, or 'pipeline models remove' it")
            : place.Folders.Find(mini.File) is not { } file || !WeightsCheck.Of(mini, file).IsRight ? new Checkup("weights", Verdict.Missing, $"{mini.File} is absent or damaged", "install the program again")
            : here.Length > 1 ? new Checkup("weights", Verdict.Ok, $"{string.Join(", ", here)}; 'pipeline models verify' reads them all")
            : new Checkup("weights", Verdict.Warning, $"only {mini.Name}, a demonstration", "pipeline models pull resnet50-v1-12; without network: pipeline models import");
    }

    private static long Size(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
