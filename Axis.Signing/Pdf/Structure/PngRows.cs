namespace Axis.Signing.Pdf.Structure;

/// <summary>The row filters of PNG (ISO/IEC 15948 §9), which PDF uses as predictors too.</summary>
internal static class PngRows
{
    /// <summary>Undoes the filter of one row.</summary>
    /// <param name="filter">0…4.</param>
    /// <param name="coded">The row as stored.</param>
    /// <param name="above">The row above, undone; zeros above the first.</param>
    /// <param name="row">Takes the row.</param>
    /// <param name="pixel">Bytes of a pixel.</param>
    public static void Undo(byte filter, ReadOnlySpan<byte> coded, ReadOnlySpan<byte> above, Span<byte> row, int pixel)
    {
        for (var i = 0; i < coded.Length; i++)
        {
            var left = i >= pixel ? row[i - pixel] : 0;
            var upperLeft = i >= pixel ? above[i - pixel] : 0;
            row[i] = (byte)(coded[i] + filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], upperLeft),
                _ => throw new PdfFormatException(PdfFormatException.Malformed, "Bộ lọc hàng PNG không có thật."),
            });
        }
    }

    private static int Paeth(int left, int up, int upperLeft)
    {
        var estimate = left + up - upperLeft;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upperLeft));
        return a <= b && a <= c ? left : b <= c ? up : upperLeft;
    }
}
