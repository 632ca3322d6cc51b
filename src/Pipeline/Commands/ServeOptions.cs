using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Pipeline.Configuration;
using Pipeline.Serving;

namespace Pipeline.Commands;

/// <summary>What is to be served, beside named runs.</summary>
internal sealed record ServeRequest(IReadOnlyList<string> Backbones, string? Title, string? Description, string? Models, int Threads, string? Examples);

/// <summary>The options of <c>pipeline serve</c>.</summary>
internal sealed class ServeOptions
{
    private static readonly ServingLimits Defaults = new();

    private readonly Option<string[]> _backbones = new("--backbone") { Description = "Serve this network of the catalogue with its own 1000 classes. May be repeated.", HelpName = "NAME" };
    private readonly Option<string?> _title = new("--title") { Description = "Heading of the page.", HelpName = "TEXT" };
    private readonly Option<string?> _description = new("--description") { Description = "What the page says below its heading.", HelpName = "TEXT" };
    private readonly Option<int> _port = Number("--port", "The port to listen on; 0 takes any that is free.", 8080, 0, 65535);
    private readonly Option<string> _host = new("--host") { Description = "The address to listen on. Beyond 127.0.0.1 other machines can reach it.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "ADDRESS" };
    private readonly Option<string[]> _allowed = new("--allow-host") { Description = "A further name under which requests may ask for it, as behind a proxy. May be repeated.", HelpName = "NAME" };
    private readonly Option<string?> _examples = new("--examples") { Description = "Folder of example images for the page; data/raw/drawings when absent.", HelpName = "DIR" };
    private readonly Option<bool> _noFlags = new("--no-flags") { Description = "Keep no images that somebody flags as answered wrongly." };
    private readonly Option<int> _threads = Number("--threads", "Threads of one forward pass. More answer a single request faster; 1 answers most requests in all. 0 takes every core.", 1, 0, 256);
    private readonly Option<int> _queue = Number("--queue", "Images that may wait; further requests are told to come again (429).", Defaults.QueueLength, 1, 10_000);
    private readonly Option<int> _upload = Number("--max-upload-mb", "Largest image, in millions of bytes.", (int)(Defaults.MaxUploadBytes / 1_000_000), 1, 1000);
    private readonly Option<int> _pixels = Number("--max-megapixels", "Largest image, in millions of pixels.", (int)Defaults.MaxMegapixels, 1, 700);
    private readonly Option<string?> _models = Verb.Models();

    public Option<bool> FromStandardInput { get; } = new(ServerProcess.FromStandardInput) { Hidden = true };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _backbones, _title, _description, _port, _host, _allowed, _examples, _noFlags, _threads, _queue, _upload, _pixels, _models, FromStandardInput })
        {
            command.Options.Add(option);
        }
    }

    public ServeRequest Read(ParseResult parse) => new(
        parse.GetValue(_backbones) ?? [], parse.GetValue(_title), parse.GetValue(_description), parse.GetValue(_models), parse.GetValue(_threads), parse.GetValue(_examples));

    /// <exception cref="PipelineException">The address names no machine.</exception>
    public ServingSetup Setup(ParseResult parse)
    {
        var layout = ProjectLayout.OfFolder(Environment.CurrentDirectory);
        string host = parse.GetValue(_host)!;
        var address = Address(host);
        int threads = parse.GetValue(_threads);
        int workers = threads == 0 ? 1 : Math.Max(1, Environment.ProcessorCount / threads);
        long upload = parse.GetValue(_upload) * 1_000_000L;
        var limits = Defaults with
        {
            MaxUploadBytes = upload,
            MaxMegapixels = parse.GetValue(_pixels),
            QueueLength = parse.GetValue(_queue),
            MaxBufferedBytes = Math.Max(Defaults.MaxBufferedBytes, 4 * upload),
        };
        string[] own = IPAddress.TryParse(host, out _) ? [] : [host];
        string[] names = IPAddress.IsLoopback(address) ? own : [.. own, Dns.GetHostName()];
        return new ServingSetup(
            address, parse.GetValue(_port), [.. names, .. parse.GetValue(_allowed) ?? []], workers, limits, layout.Root, parse.GetValue(_noFlags) ? null : layout.Flagged);
    }

    private static IPAddress Address(string host)
    {
        if (host == "localhost")
        {
            return IPAddress.Loopback;
        }

        try
        {
            return IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host)[0];
        }
        catch (SocketException problem)
        {
            throw new PipelineException($"--host {host}: {problem.Message}; name an address of this machine, or 0.0.0.0 for all of them", problem);
        }
    }

    private static Option<int> Number(string name, string description, int preset, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => preset, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && (value < least || value > most))
            {
                result.AddError($"{name} takes a number from {least} to {most}");
            }
        });
        return option;
    }
}
