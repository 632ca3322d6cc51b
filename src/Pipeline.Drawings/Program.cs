using Pipeline.Drawings;

// Draws the sample data set: no arguments writes data/raw/drawings, "sheet FILE [SPECIES ...]" puts samples on one picture to look at.
if (args is ["sheet", var file, .. var species])
{
    SampleCatalog.WriteSheet(file, species);
    return 0;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: Pipeline.Drawings [sheet FILE.png [SPECIES ...]]");
    return 1;
}

var folder = Path.Combine(Environment.CurrentDirectory, "data", "raw", "drawings");
SampleCatalog.WriteAll(folder);
Console.WriteLine($"{SampleCatalog.All.Count} images in {folder}");
return 0;
