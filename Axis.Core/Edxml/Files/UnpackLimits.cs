namespace Axis.Core.Edxml.Files;

/// <summary>What a zipped attachment may cost (edXML §7.4).</summary>
public sealed record UnpackLimits
{
    /// <summary>2 GiB, ratio 250 beyond 16 MiB, 64 directory entries.</summary>
    public static UnpackLimits Default { get; } = new();

    /// <summary>Most bytes a file may have after decompression.</summary>
    public long MaxSize { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Most bytes out per byte in, judged beyond <see cref="RatioFrom"/>.</summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>Size in bytes below which the ratio does not matter.</summary>
    public long RatioFrom { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most entries of an archive that is looked into.</summary>
    public int MaxEntries { get; init; } = 64;
}
