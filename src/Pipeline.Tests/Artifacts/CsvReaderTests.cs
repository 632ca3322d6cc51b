using CsCheck;
using Pipeline.Artifacts;
using Pipeline.Datasets;

namespace Pipeline.Tests.Artifacts;

public sealed class CsvReaderTests
{
    [Fact]
    public void What_was_written_reads_back() =>
        Gen.String[Gen.Char["ab,\"\n\r =é"], 0, 6].Array[3].Array[0, 5].Sample(rows =>
        {
            var text = new StringWriter();
            var writer = new CsvWriter(text);
            writer.Row("x", "y", "z");
            foreach (string[] row in rows)
            {
                writer.Row([.. row]);
            }

            var csv = new CsvReader(text.ToString(), "file.csv", "z", "x", "y");
            List<string[]> read = [];
            while (csv.Read())
            {
                read.Add([csv.Text(1), csv.Text(2), csv.Text(0)]);
            }

            Assert.Equal(rows, read);
        });

    [Theory]
    [InlineData("a,b\n1\n", "file.csv, record 2: 1 cells instead of 2")]
    [InlineData("a,b\nx,2\n", "file.csv, record 2: 'x' is no whole number")]
    [InlineData("b\n2\n", "file.csv has no column 'a'")]
    [InlineData("", "file.csv has no column 'a'")]
    public void What_is_damaged_is_named(string text, string expected)
    {
        var problem = Assert.Throws<PipelineException>(() =>
        {
            var csv = new CsvReader(text, "file.csv", "a");
            csv.Read();
            csv.Whole(0);
        });

        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
    }
}
