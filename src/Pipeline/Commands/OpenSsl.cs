using System.Runtime.InteropServices;

namespace Pipeline.Commands;

/// <summary>
/// On Linux .NET hashes and speaks TLS with the system's OpenSSL, and aborts the whole process where there is none: no exception, no line of ours. A slim
/// image has none.
/// </summary>
internal static class OpenSsl
{
    public const string Remedy = "install OpenSSL (Debian and Ubuntu: apt-get install libssl3 ca-certificates; Fedora: dnf install openssl-libs)";

    // Those that .NET looks for, newest first.
    private static readonly string[] Names = ["libssl.so.4", "libssl.so.3", "libssl.so.1.1", "libssl.so.1.0.2", "libssl.so.10", "libssl.so"];

    /// <returns>The library's name; null when it is missing; on other systems what they have built in.</returns>
    public static string? Find() =>
        !OperatingSystem.IsLinux() ? "the system's own"
        : Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE") is { Length: > 0 } version ? $"libssl.so.{version}"
        : Array.Find(Names, Loads);

    /// <exception cref="PipelineException">There is none.</exception>
    public static void Require()
    {
        if (Find() is null)
        {
            throw new PipelineException($"OpenSSL is missing, and without it nothing can be hashed: {Remedy}");
        }
    }

    // Not unloaded again: .NET will want it.
    private static bool Loads(string name) => NativeLibrary.TryLoad(name, out _);
}
