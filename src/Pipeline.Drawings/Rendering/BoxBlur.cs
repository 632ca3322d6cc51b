namespace Pipeline.Drawings.Rendering;

/// <summary>A running mean along rows, then along columns; the picture continues as zeros.</summary>
internal static class BoxBlur
{
    public static void Apply(float[] values, int width, int height, int reach)
    {
        for (var y = 0; y < height; y++) Line(values, y * width, 1, width, reach);
        for (var x = 0; x < width; x++) Line(values, x, width, height, reach);
    }

    private static void Line(float[] values, int start, int stride, int count, int reach)
    {
        var line = new float[count];
        for (var index = 0; index < count; index++) line[index] = values[start + index * stride];
        var sum = 0f;
        for (var index = 0; index < Math.Min(reach, count); index++) sum += line[index];
        for (var index = 0; index < count; index++)
        {
            if (index + reach < count) sum += line[index + reach];
            if (index - reach - 1 >= 0) sum -= line[index - reach - 1];
            values[start + index * stride] = sum / (2 * reach + 1);
        }
    }
}
