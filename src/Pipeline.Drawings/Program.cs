using Pipeline.Drawings;

// Draws the sample data set: no arguments writes data/raw/drawings, "sheet FILE [NAME ...]" puts samples on one picture to look at.
if (args is ["sheet", var file, .. var names])
{
    SampleCatalog.WriteSheet(file, names);
    return 0;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: Pipeline.Drawings [sheet FILE.png [NAME ...]]");
    return 1;
}

var folder = Path.Combine(Environment.CurrentDirectory, "data", "raw", "drawings");
SampleCatalog.WriteAll(folder);
Console.WriteLine($"{SampleCatalog.All.Count} images in {folder}");
return 0;
