namespace Axis.Signing.Pdf;

/// <summary>How much a PDF may cost the reader. Real documents stay far below; a bomb meets a limit first.</summary>
public sealed record PdfLimits
{
    /// <summary>The limits used unless told otherwise.</summary>
    public static PdfLimits Default { get; } = new();

    /// <summary>Largest file, in bytes.</summary>
    public long FileBytes { get; init; } = 4L << 30;

    /// <summary>Most entries over all cross-reference sections.</summary>
    public int Objects { get; init; } = 500_000;

    /// <summary>Most cross-reference sections: every save adds one or two.</summary>
    public int Sections { get; init; } = 1_000;

    /// <summary>Deepest nesting of arrays and dictionaries, of page trees and of fields.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Longest object without its stream data, in bytes.</summary>
    public int ObjectBytes { get; init; } = 16 << 20;

    /// <summary>Most bytes that one cross-reference or object stream may inflate to.</summary>
    public int InflatedBytes { get; init; } = 32 << 20;

    /// <summary>Bytes parsed in one verification, over all objects, beyond eight times the file.</summary>
    public long WorkBytes { get; init; } = 512L << 20;

    /// <summary>Most signatures.</summary>
    public int Signatures { get; init; } = 64;

    /// <summary>Longest signature value (CMS), in bytes.</summary>
    public int SignatureBytes { get; init; } = 4 << 20;
}
