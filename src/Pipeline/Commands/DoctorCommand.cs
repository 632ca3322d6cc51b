using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Commands.Doctor;

namespace Pipeline.Commands;

/// <summary><c>pipeline doctor</c>: is everything there that the program needs?</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = new Option<bool>("--network") { Description = "Ask the mirrors of weights too; nothing is sent anywhere without it." };
        var (models, mirror, json) = (ModelsPlace.Option(), Verb.Mirror(), Verb.Json());
        var command = new Command("doctor", """
            Check runtime, native libraries, machine, disk, caches and weights, and say how to get what is missing. Exit code 1 when something will not work.

            Examples:
              pipeline doctor
              pipeline doctor --network --json
            """) { network, models, mirror, json };
        command.Does(terminal, (parse, cancellation) =>
        {
            List<Checkup> checkups = [];
            foreach (var checkup in All(terminal, ModelsPlace.Of(parse.GetValue(models)), parse.GetValue(network), parse.GetValue(mirror), cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                Show(terminal, checkup);
                checkups.Add(checkup);
            }

            bool works = checkups.All(checkup => checkup.Verdict != Verdict.Missing);
            if (parse.GetValue(json))
            {
                terminal.WriteLine(new JsonObject { ["works"] = works, ["checks"] = new JsonArray([.. checkups.Select(ToJson)]) }.ToJsonString());
            }

            return works ? 0 : Verb.Failed;
        }, hashes: false);
        return command;
    }

    private static IEnumerable<Checkup> All(Terminal terminal, ModelsPlace place, bool network, string? mirror, CancellationToken cancellation)
    {
        var local = MachineChecks.All(terminal.Clock).Concat(LibraryChecks.All());
        if (OpenSsl.Find() is null)
        {
            return local.Append(new Checkup("the rest", Verdict.Missing, "cannot be looked at without OpenSSL", OpenSsl.Remedy));
        }

        local = local.Concat(StorageChecks.All(place)).Concat(VisionChecks.All(place, cancellation));
        return network ? local.Concat(NetworkChecks.All(mirror, cancellation)) : local.Append(new Checkup("network", Verdict.Ok, "not asked; --network does"));
    }

    private static void Show(Terminal terminal, Checkup checkup)
    {
        terminal.WriteLine($"{Word(checkup.Verdict),-8} {checkup.Name,-14} {checkup.Found}");
        if (checkup.Remedy is { } remedy)
        {
            terminal.WriteLine($"{"",-8} {"",-14} -> {remedy}");
        }
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static JsonObject ToJson(Checkup checkup) => new()
    {
        ["name"] = checkup.Name,
        ["verdict"] = Word(checkup.Verdict),
        ["found"] = checkup.Found,
        ["remedy"] = checkup.Remedy,
    };
}
