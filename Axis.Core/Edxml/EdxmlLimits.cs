namespace Axis.Core.Edxml;

/// <summary>What a foreign packet may cost its reader.</summary>
public sealed record EdxmlLimits
{
    /// <summary>2 GiB, depth 64, 200,000 elements, 64 attributes, 1 Mi characters of text per element and 16 Mi in all, 1,000 files.</summary>
    public static EdxmlLimits Default { get; } = new();

    /// <summary>Most bytes of the packet (W13).</summary>
    public long MaxBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Deepest nesting of elements.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most elements.</summary>
    public int MaxElements { get; init; } = 200_000;

    /// <summary>Most attributes of one element, namespace declarations included.</summary>
    public int MaxAttributes { get; init; } = 64;

    /// <summary>Most characters of text directly in one element, file content apart.</summary>
    public int MaxTextLength { get; init; } = 1024 * 1024;

    /// <summary>Most characters of text in all, file content apart.</summary>
    public int MaxTotalText { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most characters of one tag.</summary>
    public int MaxTagLength { get; init; } = 64 * 1024;

    /// <summary>Most files.</summary>
    public int MaxAttachments { get; init; } = 1000;
}
