using System.Diagnostics;
using System.Text.Json.Nodes;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

public sealed class CopyAsCurlTests(Chromium chromium, ServedProject project)
{
    private static bool HasCurl => new[] { "/usr/bin/curl", "/bin/curl" }.Any(File.Exists) && File.Exists("/bin/sh");

    [Theory]
    [InlineData("fox.jpg")]
    [InlineData("it's \"my\" $(touch owned) `touch owned`; touch owned & fox|;type=x.jpg")]
    [InlineData("-o @owned.jpg")]
    public async Task The_copied_command_run_in_a_shell_gives_the_answer_on_the_page(string name)
    {
        Assert.SkipUnless(HasCurl, "there is no curl");
        string folder = Directory.CreateTempSubdirectory("pipeline-curl-").FullName;
        File.Copy(ServedProject.Drawing("fox/fox-01.jpg"), Path.Combine(folder, name));
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(Path.Combine(folder, name));
        var shown = await view.AnswersAsync(name, ServedProject.Trained);

        string answer = await InShellAsync(await CopiedAsync(view), folder);

        Assert.Equal(shown.Select(row => row.Label), Labels(answer));
        Assert.Equal([name], Directory.GetFiles(folder).Select(Path.GetFileName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task For_an_example_the_command_fetches_it_first()
    {
        Assert.SkipUnless(HasCurl, "there is no curl");
        string folder = Directory.CreateTempSubdirectory("pipeline-curl-").FullName;
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.Page.Locator(".example").First.ClickAsync();
        await Expect(view.Card(ServedProject.Trained).Locator(".share").First).ToContainTextAsync("%");

        string answer = await InShellAsync(await CopiedAsync(view), folder);

        Assert.Equal(await view.Card(ServedProject.Trained).Locator(".label").AllInnerTextsAsync(), Labels(answer));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_name_that_would_not_survive_pasting_is_left_out_and_that_is_said()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(Samples.Named("a\u202Egpj.exe\u001B[31m.jpg", "fox/fox-01.jpg"));

        string command = await CopiedAsync(view);

        Assert.Contains("@./image ", command, StringComparison.Ordinal);
        await Expect(view.Page.Locator("#copy-note")).ToContainTextAsync("named \"image\"");
    }

    [Theory]
    [InlineData("plain.jpg", "'plain.jpg'")]
    [InlineData("it's.jpg", "'it''s.jpg'")]
    [InlineData("it\u2019s $(x).jpg", "'it\u2019\u2019s $(x).jpg'")]
    public async Task PowerShell_has_quotes_of_its_own(string word, string quoted)
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        Assert.Equal(quoted, await view.Page.EvaluateAsync<string>("async word => (await import('/assets/shell.js')).POWERSHELL.quote(word)", word));
    }

    private static async Task<string> CopiedAsync(ClassifyView view)
    {
        await view.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await view.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Copy as curl" }).ClickAsync();
        await Expect(view.Page.Locator("#copy-note")).ToContainTextAsync("Copied.");
        return await view.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
    }

    private static async Task<string> InShellAsync(string command, string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = shell.StandardError.ReadToEndAsync();
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode == 0, $"{command}\n{await errors}\n{output}");
        return output;
    }

    private static IEnumerable<string> Labels(string answer) =>
        JsonNode.Parse(answer)!["predictions"]![0]!["results"]![0]!["labels"]!.AsArray().Select(label => (string)label!["label"]!);
}
