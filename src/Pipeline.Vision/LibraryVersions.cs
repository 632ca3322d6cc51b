using Microsoft.ML;
using Pipeline.Vision.Protocol;
using Tensorflow;

namespace Pipeline.Vision;

/// <summary>What else the numbers depend on.</summary>
internal static class LibraryVersions
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        var versions = new Dictionary<string, string>
        {
            ["Microsoft.ML"] = TrainerIdentity.VersionOf(typeof(MLContext).Assembly),
            ["TensorFlow.NET"] = TrainerIdentity.VersionOf(typeof(c_api).Assembly),
        };
        if (NativeTensorFlow.Version() is { } native)
        {
            versions["TensorFlow"] = native;
        }

        return versions;
    }
}
