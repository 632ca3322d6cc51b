using Pipeline.Imaging;
using Pipeline.Reporting.Html;
using Pipeline.Reporting.Thumbnails;

namespace Pipeline.Reporting.Pages;

/// <summary>An image that a page may show.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">What its bytes were when the run saw them.</param>
internal readonly record struct PageImage(string Path, string Sha256);

/// <summary>
/// The thumbnails of a page, one copy of each however often it is shown: they stand at the page's end and are referred to by number. Only their sizes are
/// held in memory.
/// </summary>
internal sealed class PicturePool
{
    private readonly ThumbnailCache _cache;
    private readonly ThumbnailSize _size;
    private readonly DecodePolicy _policy;
    private readonly List<Picture> _pictures = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private PicturePool(ThumbnailCache cache, ThumbnailSize size, DecodePolicy policy) => (_cache, _size, _policy) = (cache, size, policy);

    /// <summary>How many images have a picture.</summary>
    public int Shown => _pictures.Count(picture => picture.Problem.Length == 0);

    /// <param name="images">In the order of their importance; the same content counts once.</param>
    /// <param name="cache">Where thumbnails are kept.</param>
    /// <param name="policy">What of a damaged image is shown.</param>
    /// <param name="progress">Hears of every image.</param>
    /// <param name="cancellation">Stops between two images.</param>
    public static PicturePool Of(IEnumerable<PageImage> images, ThumbnailCache cache, DecodePolicy policy, IProgress<Progress> progress, CancellationToken cancellation)
    {
        PageImage[] distinct = [.. images.DistinctBy(image => image.Sha256, StringComparer.Ordinal)];
        var pool = new PicturePool(cache, ThumbnailSize.For(distinct.Length), policy);
        PageImage[] shown = distinct.Length <= ThumbnailSize.MostImages ? distinct : distinct[..ThumbnailSize.MostImages];
        var pictures = shown.Select(image => new Picture(image, cache.Find(image.Sha256, pool._size)?.Size ?? default, "")).ToArray();
        int[] missing = [.. Enumerable.Range(0, pictures.Length).Where(i => pictures[i].Size == default)];
        foreach (var (i, picture) in missing.Zip(Cores.Map(missing, i => pool.Look(shown[i]), "thumbnails", "images", progress, cancellation)))
        {
            pictures[i] = picture;
        }

        pool._pictures.AddRange(pictures);
        foreach (var (number, image) in shown.Index())
        {
            pool._numbers[image.Sha256] = number;
        }

        return pool;
    }

    /// <summary>The picture, or in its place why there is none.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="sha256">Of the image.</param>
    /// <param name="name">What a reader who cannot see it is told.</param>
    public void Show(HtmlWriter html, string sha256, string name)
    {
        var (size, problem) = _numbers.TryGetValue(sha256, out int number)
            ? (_pictures[number].Size, _pictures[number].Problem)
            : (default, $"Not shown: a file with more than {Format.Count(ThumbnailSize.MostImages)} pictures would not open well.");
        if (problem.Length > 0)
        {
            html.Element("div", problem, ("class", "picture missing"));
            return;
        }

        using (html.Open("div", ("class", "picture")))
        using (html.Open("svg", ("role", "img"), ("aria-label", name), ("viewBox", $"0 0 {Format.Count(size.Width)} {Format.Count(size.Height)}"), ("width", size.Width), ("height", size.Height)))
        using (html.Open("use", ("href", $"#p{Format.Count(number)}")))
        {
        }
    }

    /// <summary>All pictures, at the page's end.</summary>
    public void WriteAll(HtmlWriter html)
    {
        using (html.Open("svg", ("class", "pool"), ("aria-hidden", "true"), ("width", 0), ("height", 0)))
        using (html.Open("defs"))
        {
            foreach (var (number, picture) in _pictures.Index())
            {
                // The cache may have been deleted meanwhile; then it is made once more.
                if (picture.Problem.Length == 0 && _cache.Get(picture.Image.Path, picture.Image.Sha256, _size, _policy, out _) is { } thumbnail)
                {
                    using (html.Open(
                        "image", ("id", $"p{Format.Count(number)}"), ("width", picture.Size.Width), ("height", picture.Size.Height), ("href", new JpegBytes(thumbnail.Jpeg))))
                    {
                    }

                    html.Raw("\n");
                }
            }
        }
    }

    private Picture Look(PageImage image)
    {
        var thumbnail = _cache.Get(image.Path, image.Sha256, _size, _policy, out string problem);
        return new Picture(image, thumbnail?.Size ?? default, problem);
    }

    private readonly record struct Picture(PageImage Image, PixelSize Size, string Problem);
}
