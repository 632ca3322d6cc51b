using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Vision.Protocol;

/// <summary>Files of an exchange folder: each appears whole or not at all.</summary>
public static class ExchangeFile
{
    /// <summary>Writes beside, flushes, renames.</summary>
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type) =>
        Place(path, beside => File.WriteAllText(beside, JsonSerializer.Serialize(value, type) + "\n"));

    /// <param name="path">The file.</param>
    /// <param name="make">Makes it under another name.</param>
    public static void Place(string path, Action<string> make)
    {
        string beside = path + ".partial";
        try
        {
            make(beside);
            using (var handle = File.OpenHandle(beside, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(beside))
            {
                File.Delete(beside);
            }
        }
    }

    /// <exception cref="VisionException">It is not there, or not what it should be.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        try
        {
            return ExchangeJson.Parse(File.ReadAllText(path), type, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new VisionException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <returns>SHA-256 as 64 lower-case hex digits.</returns>
    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
