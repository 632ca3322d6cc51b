using System.Security.Cryptography;

namespace Pipeline.Backbones;

/// <summary>Whether a file is what its card says.</summary>
/// <param name="Problem">What is wrong with it; null when it is right.</param>
internal sealed record WeightsCheck(string? Problem)
{
    public bool IsRight => Problem is null;

    /// <summary>Reads the whole file.</summary>
    public static WeightsCheck Of(BackboneCard card, string file)
    {
        try
        {
            if (!File.Exists(file))
            {
                return new WeightsCheck("it is not there");
            }

            using var stream = File.OpenRead(file);
            if (stream.Length != card.Bytes)
            {
                return new WeightsCheck($"it has {stream.Length} bytes, its card says {card.Bytes}");
            }

            string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            return new WeightsCheck(hash == card.Sha256 ? null : $"it has SHA-256 {hash}, its card says {card.Sha256}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new WeightsCheck($"it cannot be read: {problem.Message}");
        }
    }

    /// <summary>Takes a wrong file out of the way without deleting it: nobody knows what it is.</summary>
    /// <returns>Its new name; null where there is no file.</returns>
    /// <exception cref="PipelineException">It cannot be renamed.</exception>
    public static string? SetAside(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            string aside = file + ".damaged";
            File.Move(file, aside, overwrite: true);
            return aside;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{file} is not what its card says and cannot be renamed: {problem.Message}", problem);
        }
    }
}
