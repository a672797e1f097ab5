namespace Axis.Signing.Pdf;

/// <summary>What a signature shows on a page (rules SIG-03, SIG-04; NĐ 30/2020 PL I).</summary>
public sealed record PdfStamp
{
    /// <summary>Lines of text, at the top right of the page unless a place is given.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>A TrueType font for the text, embedded in part; without one only ASCII and 'Đ' can be written.</summary>
    public ReadOnlyMemory<byte>? Font { get; init; }

    /// <summary>An image, PNG with transparency.</summary>
    public ReadOnlyMemory<byte>? Png { get; init; }

    /// <summary>Page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Left edge in points from the left of the page.</summary>
    public double? Left { get; init; }

    /// <summary>Lower edge in points from the bottom of the page.</summary>
    public double? Bottom { get; init; }

    /// <summary>Width of the image in points.</summary>
    public double? Width { get; init; }

    /// <summary>Size of the text in points: 10 by NĐ 30/2020 PL I.</summary>
    public double TextSize { get; init; } = 10;
}
