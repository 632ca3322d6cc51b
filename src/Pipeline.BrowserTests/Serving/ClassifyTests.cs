using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests.Serving;

public sealed class ClassifyTests(Chromium chromium, ServedProject project)
{
    [Fact]
    public async Task The_page_says_which_models_have_learnt_from_its_examples_and_of_no_other()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        string note = await view.Page.Locator("#examples-note").InnerTextAsync();

        Assert.Equal($"These images are among those that {ServedProject.Trained} was trained on: a right answer to them proves nothing.", note);
    }

    [Fact]
    public async Task A_chosen_image_gets_the_three_labels_that_the_server_gives()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));
        var shown = await view.AnswersAsync("fox-01.jpg", ServedProject.Trained);

        Assert.Equal(await AskedDirectlyAsync("fox/fox-01.jpg", ServedProject.Trained), shown);
        await view.RequireQuietAsync();
    }

    [Fact]
    public async Task Title_description_limits_and_the_score_with_its_interval_stand_there_before_anything_is_chosen()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        await Expect(view.Page.Locator("h1")).ToHaveTextAsync("Ten animals, drawn");
        await Expect(view.Page.Locator("#description")).ToHaveTextAsync("Which animal is it?");
        await Expect(view.Page).ToHaveTitleAsync("Ten animals, drawn");
        await Expect(view.Page.Locator("#limits")).ToContainTextAsync("JPEG, PNG");
        await view.AskAsync(ServedProject.Trained);
        await Expect(view.Card(ServedProject.Trained).Locator("header p")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+ of 500 \(\d+–\d+\), n\W=\W50$"));
        await view.Card(ServedProject.Trained).GetByText("What this score means").ClickAsync();
        await Expect(view.Card(ServedProject.Trained)).ToContainTextAsync("They are not the chance that it is right.");
    }

    [Fact]
    public async Task An_image_can_be_dropped_anywhere()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);

        await view.Page.EvaluateAsync(
            """
            async ([bytes, name]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name, { type: 'image/jpeg' }));
              document.querySelector('footer').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """,
            new[] { Convert.ToBase64String(await File.ReadAllBytesAsync(ServedProject.Drawing("eagle/eagle-01.jpg"))), "dropped.jpg" });

        Assert.Equal(await AskedDirectlyAsync("eagle/eagle-01.jpg", ServedProject.Trained), await view.AnswersAsync("dropped.jpg", ServedProject.Trained));
    }

    [Fact]
    public async Task An_image_can_be_pasted_and_a_clipboard_without_one_is_told()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        const string Paste = """
            async bytes => {
              const clipboardData = new DataTransfer();
              if (bytes) clipboardData.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], 'image.png', { type: 'image/png' }));
              else clipboardData.setData('text/plain', 'words');
              document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """;

        await view.Page.EvaluateAsync(Paste, null);
        await Expect(view.Page.Locator("#intake-note")).ToHaveTextAsync("There is no image in the clipboard.");
        await view.Page.EvaluateAsync(Paste, Convert.ToBase64String(await File.ReadAllBytesAsync(ServedProject.Drawing("cat/cat-04.png"))));

        Assert.Equal(await AskedDirectlyAsync("cat/cat-04.png", ServedProject.Trained), await view.AnswersAsync("image.png", ServedProject.Trained));
        await Expect(view.Page.Locator("#intake-note")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task An_example_is_one_click()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        await view.AskAsync(ServedProject.Trained);
        await view.Page.Locator(".example").First.ClickAsync();

        await Expect(view.Card(ServedProject.Trained).Locator(".share").First).ToContainTextAsync("%");
        await Expect(view.Page.Locator(".frame canvas")).ToBeVisibleAsync();
        await view.RequireQuietAsync();
    }

    [Fact]
    public async Task A_model_that_is_ticked_later_answers_beside_the_first_which_is_not_asked_again()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));
        var first = await view.AnswersAsync("fox-01.jpg", ServedProject.Trained);

        await view.Option(ServedProject.Mapped).CheckAsync();
        var second = await view.AnswersAsync("fox-01.jpg", ServedProject.Mapped);

        Assert.Equal(await AskedDirectlyAsync("fox/fox-01.jpg", ServedProject.Mapped), second);
        Assert.Equal(first, await view.AnswersAsync("fox-01.jpg", ServedProject.Trained));
        string last = view.Tab.Requests.Last(url => url.Contains("/api/v1/predict", StringComparison.Ordinal));
        Assert.DoesNotContain(ServedProject.Trained, last, StringComparison.Ordinal);
        await Expect(view.Page.Locator("#agreement")).ToHaveTextAsync(
            first[0].Label == second[0].Label ? $"Both say {first[0].Label}." : $"They disagree: {first[0].Label} and {second[0].Label}.");
    }

    [Fact]
    public async Task The_newest_image_wins_however_late_the_answer_to_an_older_one_comes()
    {
        var held = new TaskCompletionSource();
        await using var view = await ClassifyView.OpenAsync(chromium, project, before: page => page.RouteAsync("**/api/v1/predict*name=slow*", async route =>
        {
            await held.Task;
            // The page gave the request up; whether an answer still arrives is the browser's choice.
            await route.ContinueAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        }));
        await view.AskAsync(ServedProject.Trained);

        await view.ChooseAsync(Samples.Named("slow.jpg", "cat/cat-01.jpg"));
        await Expect(view.Page.Locator("#answers-heading")).ToHaveTextAsync("Answers for slow.jpg");
        await view.ChooseAsync(Samples.Named("new.jpg", "fox/fox-01.jpg"));
        var shown = await view.AnswersAsync("new.jpg", ServedProject.Trained);
        held.SetResult();
        await view.ChooseAsync(Samples.Named("newest.jpg", "fox/fox-01.jpg"));

        Assert.Equal(shown, await view.AnswersAsync("newest.jpg", ServedProject.Trained));
        Assert.Equal(await AskedDirectlyAsync("fox/fox-01.jpg", ServedProject.Trained), shown);
    }

    [Fact]
    public async Task An_answer_that_comes_while_another_image_is_on_screen_goes_to_its_own()
    {
        var held = new TaskCompletionSource();
        await using var view = await ClassifyView.OpenAsync(chromium, project, before: page => page.RouteAsync("**/api/v1/predict*name=slow*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        }));
        await view.AskAsync(ServedProject.Trained);
        await view.ChooseAsync(Samples.Named("slow.jpg", "cat/cat-01.jpg"), Samples.Named("other.jpg", "fox/fox-01.jpg"));
        await view.Tiles.Nth(1).ClickAsync();
        var fox = await view.AnswersAsync("other.jpg", ServedProject.Trained);

        held.SetResult();
        await Expect(view.Tiles.Nth(0).Locator(".tile-answer")).ToContainTextAsync("%");

        Assert.Equal(fox, await view.AnswersAsync("other.jpg", ServedProject.Trained));
        await view.Tiles.Nth(0).ClickAsync();
        var cat = await view.AnswersAsync("slow.jpg", ServedProject.Trained);
        Assert.NotEqual(fox, cat);
        Assert.Equal(await AskedDirectlyAsync("cat/cat-01.jpg", ServedProject.Trained), cat);
    }

    [Fact]
    public async Task Of_several_images_each_shows_its_own_answers_and_a_bad_one_spoils_none()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);

        await view.ChooseAsync(Samples.Named("a.jpg", "fox/fox-01.jpg"), Samples.Html("b.jpg"), Samples.Named("c.jpg", "cat/cat-01.jpg"));

        await Expect(view.Tiles).ToHaveCountAsync(3);
        Assert.Equal(await AskedDirectlyAsync("fox/fox-01.jpg", ServedProject.Trained), await view.AnswersAsync("a.jpg", ServedProject.Trained));
        await view.Tiles.Nth(1).ClickAsync();
        await Expect(view.Trouble).ToContainTextAsync("b.jpg");
        await Expect(view.Card(ServedProject.Trained)).ToBeHiddenAsync();
        await view.Tiles.Nth(2).ClickAsync();
        Assert.Equal(await AskedDirectlyAsync("cat/cat-01.jpg", ServedProject.Trained), await view.AnswersAsync("c.jpg", ServedProject.Trained));
        await Expect(view.Trouble).ToBeHiddenAsync();
        await view.RequireQuietButForRefusalsAsync();
    }

    [Fact]
    public async Task A_photo_taken_sideways_is_shown_upright_and_the_server_says_the_same_size()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);

        await view.ChooseAsync(Samples.Sideways("fox/fox-01.jpg"));

        var canvas = view.Page.Locator(".frame canvas");
        await Expect(canvas).ToBeVisibleAsync();
        string size = await canvas.EvaluateAsync<string>("canvas => `${canvas.width} × ${canvas.height}`");
        await Expect(view.Page.Locator("#caption")).ToContainTextAsync(size);
        Assert.True(await canvas.EvaluateAsync<bool>("canvas => canvas.height > canvas.width"));
    }

    [Fact]
    public async Task A_format_that_the_browser_cannot_show_is_answered_all_the_same()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);

        await view.ChooseAsync(Samples.Tiff());

        await view.AnswersAsync("scan.tif", ServedProject.Trained);
        await Expect(view.Page.Locator(".placeholder")).ToContainTextAsync("TIFF");
        await Expect(view.Page.Locator(".placeholder")).ToContainTextAsync("This browser cannot show the format.");
    }

    [Fact]
    public async Task The_name_of_a_file_is_never_markup()
    {
        const string Name = "<img src=x onerror=alert(1)>.jpg";
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.AskAsync(ServedProject.Trained);

        await view.ChooseAsync(Samples.Named(Name, "fox/fox-01.jpg"), Samples.Html("\"><script>alert(2)</script>.jpg"));
        await view.AnswersAsync(Name, ServedProject.Trained);
        await view.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Flag as wrong" }).First.ClickAsync();
        await Expect(view.Page.Locator("#flag-about")).ToContainTextAsync(Name);

        Assert.Equal(0, await view.Page.Locator("img[src=x], body script").CountAsync());
        await view.RequireQuietButForRefusalsAsync();
    }

    [Fact]
    public async Task The_frame_of_what_the_network_sees_is_a_square_in_the_middle()
    {
        await using var view = await ClassifyView.OpenAsync(chromium, project);
        await view.ChooseAsync(ServedProject.Drawing("fox/fox-01.jpg"));

        await view.Page.GetByLabel("Show what the network sees").CheckAsync();

        var (width, height) = await view.Page.Locator(".crop").EvaluateAsync<float[]>(
            "crop => { const style = getComputedStyle(crop, '::after'); return [parseFloat(style.width), parseFloat(style.height), crop.clientHeight]; }") is [var w, var h, var whole]
            ? (w, h / whole * 146) : default;
        Assert.InRange(height, 127, 129); // resnet-mini: 128 of a shorter side of 146
        Assert.True(width > 0);
    }

    private async Task<IReadOnlyList<(string Label, string Confidence)>> AskedDirectlyAsync(string drawing, string model)
    {
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(ServedProject.Drawing(drawing)));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var address = new Uri(await project.AddressAsync(), $"api/v1/predict?run={project.RunFolder(model)}");
        using var response = await project.Http.PostAsync(address, body);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return [.. answer["predictions"]![0]!["results"]![0]!["labels"]!.AsArray().Select(label =>
            ((string)label!["label"]!, (100 * (double)label["probability"]!).ToString("F1", CultureInfo.InvariantCulture) + " %"))];
    }
}
