using System.Buffers.Binary;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.BrowserTests;

/// <summary>A report of more classes than a table of the matrix would show.</summary>
public sealed class ManyClassesTests(Chromium chromium) : IAsyncDisposable
{
    private const int Classes = 70, PerClass = 2, Side = 32;

    private readonly string _root = Directory.CreateTempSubdirectory("pipeline-many-").FullName;

    [Fact]
    public async Task A_spot_of_the_map_leads_to_its_images_and_long_tables_keep_their_headings()
    {
        await using var tab = await chromium.OpenAsync(Screen.Phone with { Dark = true });
        await tab.OpenFileAsync(await ReportAsync());
        var page = tab.Page;

        await Expect(page.Locator(".matrix")).ToHaveCountAsync(0);
        await Expect(page.Locator("#confusion-matrix svg.chart")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, "The page is wider than a phone.");
        await Accessibility.RequireAsync(page);

        var table = page.Locator("#classes .tall");
        await table.EvaluateAsync("box => box.scrollTo(60, 600)");
        var (box, heading, name) = ((await table.BoundingBoxAsync())!, (await table.Locator("thead th").First.BoundingBoxAsync())!, (await table.Locator("tbody th").Last.BoundingBoxAsync())!);
        Assert.Equal(box.Y, heading.Y, 1.0);
        Assert.Equal(box.X, heading.X, 1.0);
        Assert.Equal(box.X, name.X, 1.0);

        var spot = page.Locator("#confusion-matrix a:has(.wrong)").Last;
        string anchor = (await spot.GetAttributeAsync("href"))!;
        await spot.DispatchEventAsync("click");
        await Expect(page.Locator($"{anchor} .card").First).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReportAsync()
    {
        var random = new Random(7);
        for (int i = 0; i < Classes * PerClass; i++)
        {
            string folder = Path.Combine(_root, "photos", $"class {i / PerClass:00}");
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i % PerClass}.bmp"), Noise(random));
        }

        await File.WriteAllTextAsync(Path.Combine(_root, "many.yaml"), """
            name: many
            dataset: photos
            backbone: resnet-mini
            split: { kind: k_fold, folds: 2 }
            head: { kind: prototype, calibration: none }
            timing: { images: 3, repeats: 1, refits: 1 }
            export: { agreement_images: 0 }

            """);
        await PipelineProgram.RunAsync(_root, "run", "many.yaml");
        return Directory.GetFiles(Path.Combine(_root, "artifacts", "runs"), "report.html", SearchOption.AllDirectories).Single();
    }

    /// <summary>A bitmap of 24 bits: blocks of chance, which no network and no duplicate search sees a likeness in.</summary>
    private static byte[] Noise(Random random)
    {
        const int Header = 54, Block = 4;
        byte[] blocks = new byte[3 * (Side / Block) * (Side / Block)], file = new byte[Header + (3 * Side * Side)];
        random.NextBytes(blocks);
        "BM"u8.CopyTo(file);
        foreach (var (at, value) in new[] { (2, file.Length), (10, Header), (14, 40), (18, Side), (22, Side), (26, 1 | (24 << 16)) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        for (int i = 0; i < 3 * Side * Side; i++)
        {
            int pixel = i / 3, block = (pixel / Side / Block * (Side / Block)) + (pixel % Side / Block);
            file[Header + i] = blocks[(3 * block) + (i % 3)];
        }

        return file;
    }
}
