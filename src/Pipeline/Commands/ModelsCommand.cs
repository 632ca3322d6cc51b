using System.CommandLine;

namespace Pipeline.Commands;

/// <summary><c>pipeline models ...</c>: the catalogue of frozen networks, and their weights' way here and elsewhere.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal) => new("models", "Frozen networks and their weights.")
    {
        ModelsList.Create(terminal), // what there is
        ModelsPull.Create(terminal), // fetch weights
        ModelsVerify.Create(terminal), // are they still what they were?
        ModelsPath.Create(terminal), // where they are, for scripts
        ModelsAdd.Create(terminal), // a network of your own
        ModelsRemove.Create(terminal),
        ModelsExport.Create(terminal), // to a machine without network
        ModelsImport.Create(terminal),
    };
}
