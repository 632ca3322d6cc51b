using System.Reflection;
using System.Text.RegularExpressions;

namespace Pipeline.Tests.Architecture;

/// <summary>The rooms of the product, each of which may use only those above it.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Rooms =
    [
        "Configuration", "Imaging", "Datasets", "Splits", "Backbones", "Features", "Heads", "Evaluation", "Timing", "VisionTraining", "Artifacts", "Reporting", "Serving", "Launching",
        "Commands",
    ];

    private static readonly string[] RoomsThatKnowMlNet = ["Backbones", "Features", "Heads", "Artifacts"];

    private static string Product => Path.Combine(Repository.Root, "src", "Pipeline");

    [Fact]
    public void A_room_uses_only_rooms_above_it()
    {
        var upward = from file in Sources()
                     let room = RoomOf(file)
                     where room is not null
                     from used in UsedRooms(file)
                     where Array.IndexOf(Rooms, used) > Array.IndexOf(Rooms, room)
                     select $"{Path.GetRelativePath(Product, file)} uses {used}";

        Assert.Empty(upward);
    }

    [Fact]
    public void Heads_know_nothing_of_splits() =>
        Assert.DoesNotContain(Sources().Where(file => RoomOf(file) == "Heads"), file => UsedRooms(file).Contains("Splits"));

    [Fact]
    public void Reporting_shows_what_was_stored_and_scores_nothing() =>
        Assert.DoesNotContain(
            Sources().Where(file => RoomOf(file) == "Reporting"), file => File.ReadAllText(file).Contains("Evaluator.", StringComparison.Ordinal));

    [Fact]
    public void Only_the_rooms_that_own_it_know_ML_NET() =>
        Assert.DoesNotContain(
            Sources().Where(file => !RoomsThatKnowMlNet.Contains(RoomOf(file))),
            file => MlNetUsing().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Every_folder_of_sources_is_a_room()
    {
        string[] folders = [.. Sources().Select(file => Path.GetRelativePath(Product, file).Split(Path.DirectorySeparatorChar)).Where(parts => parts.Length > 1).Select(parts => parts[0]).Distinct()];

        Assert.Empty(folders.Except(Rooms));
        Assert.True(folders.Length >= 10, $"{folders.Length} rooms were seen.");
    }

    [Fact]
    public void A_files_namespace_is_its_folder()
    {
        string[] wrong =
        [
            .. from type in typeof(PipelineException).Assembly.GetTypes()
               where type.Namespace?.StartsWith("Pipeline", StringComparison.Ordinal) == true && !type.IsNested && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
               let room = type.Namespace!.Split('.').ElementAtOrDefault(1)
               where room is not null && !Rooms.Contains(room)
               select type.FullName,
        ];

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Product, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Product, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private static string? RoomOf(string file) =>
        Path.GetRelativePath(Product, file).Split(Path.DirectorySeparatorChar) is [var room, _, ..] ? room : null;

    private static IEnumerable<string> UsedRooms(string file) => RoomName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Where(Rooms.Contains).Distinct();

    [GeneratedRegex(@"^using (?:static )?Pipeline\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex RoomName();

    [GeneratedRegex(@"^using (?:static )?Microsoft\.ML\b|Microsoft\.ML\.(?!OnnxRuntime)", RegexOptions.Multiline)]
    private static partial Regex MlNetUsing();
}
