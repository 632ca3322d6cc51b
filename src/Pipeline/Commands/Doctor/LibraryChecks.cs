using System.Diagnostics;
using System.Runtime.InteropServices;
using Pipeline.Artifacts;
using Pipeline.Backbones;
using Pipeline.Configuration;
using Pipeline.Heads.Trees;
using Pipeline.Imaging;

namespace Pipeline.Commands.Doctor;

/// <summary>The native libraries, each by using it.</summary>
internal static class LibraryChecks
{
    /// <summary>One white pixel; libvips decodes it.</summary>
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC";

    /// <summary>One white pixel, 24 bits; SkiaSharp decodes it.</summary>
    private const string Bmp = "Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAATCwAAEwsAAAAAAAAAAAAA////AA==";

    private const string Reinstall = "the program's folder is incomplete, or made for another system: install it again";

    public static IEnumerable<Checkup> All()
    {
        var versions = RunEnvironment.Capture().Libraries;
        yield return OpenSsl.Find() is { } openSsl ? new Checkup("OpenSSL", Verdict.Ok, openSsl) : new Checkup("OpenSSL", Verdict.Missing, "not found: nothing can be hashed or fetched", OpenSsl.Remedy);
        yield return Checkup.Of("libvips", () => $"{Decode(Png, VipsCodec.LibraryName)} (photos)", $"{Reinstall}; on Linux it needs glibc 2.28 or musl 1.2");
        yield return Checkup.Of("SkiaSharp", () => $"{Decode(Bmp, versions["SkiaSharp"].Split('-')[0])} (BMP, charts)", Reinstall);
        if (OpenSsl.Find() is null)
        {
            yield break;
        }

        yield return Checkup.Of(
            "ONNX Runtime", () => $"{versions["Microsoft.ML.OnnxRuntime"]}: resnet-mini takes {PassMs():F0} ms for an image",
            $"{Reinstall}; on Windows it needs the Visual C++ runtime (winget install Microsoft.VCRedist.2015+.x64), on Linux libstdc++ 6 (apt-get install libstdc++6)");
        var lightGbm = Checkup.Of("LightGBM", () =>
        {
            NativeLightGbm.Load();
            return "loads";
        }, $"only the head 'lightgbm' needs it; {LightGbmRemedy()}");
        yield return lightGbm.Verdict == Verdict.Missing ? lightGbm with { Verdict = Verdict.Warning } : lightGbm;
    }

    // ML.NET brings LightGBM for Windows and Linux on x64; Intel Macs have no ONNX Runtime.
    private static string LightGbmRemedy() =>
        RuntimeInformation.ProcessArchitecture != Architecture.X64 ? "there is none for this processor: take another head"
        : OperatingSystem.IsLinux() ? "install libgomp (apt-get install libgomp1, dnf install libgomp)"
        : Reinstall;

    private static string Decode(string base64, string version)
    {
        var image = ImageDecoder.DecodeReduced(Convert.FromBase64String(base64), new DecodeLimits(), allowTruncated: false, shorterSideAtLeast: 1);
        return image is { Width: 1, Height: 1 } ? version : throw new InvalidDataException($"{version} decodes a picture of one pixel as {image.Width} x {image.Height}");
    }

    private static double PassMs()
    {
        var layout = new ProjectLayout(Path.GetTempPath());
        using var session = new BackboneLoader(new ModelFolders([Path.Combine(AppContext.BaseDirectory, "models")], Path.GetTempPath()), layout).Load(new BackboneConfig()).Open(threads: 0);
        session.Run();
        long start = Stopwatch.GetTimestamp();
        session.Run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
