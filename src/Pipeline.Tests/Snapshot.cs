namespace Pipeline.Tests;

/// <summary>Texts that a person has looked at once. PIPELINE_ACCEPT=1 writes them anew; look at the difference before committing it.</summary>
internal static class Snapshot
{
    /// <param name="name">Below Golden/.</param>
    /// <param name="actual">What the product wrote.</param>
    public static void Matches(string name, string actual)
    {
        string path = Path.Combine(Repository.Root, "src", "Pipeline.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("PIPELINE_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal((name, File.ReadAllText(path)), (name, actual));
    }
}
