using System.Runtime.InteropServices;

namespace Pipeline.Heads.Trees;

/// <summary>LightGBM is a native library, and needs another one that a slim Linux image does not have.</summary>
internal static class NativeLightGbm
{
    /// <summary>Loads the library as ML.NET does.</summary>
    /// <exception cref="DllNotFoundException">It is not there, or what it needs is not.</exception>
    public static void Load() => NativeLibrary.Load("lib_lightgbm", typeof(NativeLightGbm).Assembly, searchPath: null);

    /// <exception cref="PipelineException">The library does not load.</exception>
    public static T Call<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception problem) when (problem is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new PipelineException(
                "LightGBM's native library does not load: install libgomp (Debian and Ubuntu: apt-get install libgomp1), or take another head.", problem);
        }
    }
}
