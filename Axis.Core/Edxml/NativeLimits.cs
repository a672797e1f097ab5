namespace Axis.Core.Edxml;

/// <summary>Bounds on what one packet may make a reader do; beyond them it is refused, never truncated.</summary>
public static class NativeLimits
{
    /// <summary>Largest skeleton (everything but the files' base64), in bytes.</summary>
    public const int SkeletonBytes = 8 * 1024 * 1024;

    /// <summary>Deepest nesting of elements; the strict profile with its signature needs 11.</summary>
    public const int Depth = 24;

    /// <summary>Most elements in a skeleton; 3,321 fully described recipients need some 30,000.</summary>
    public const int Elements = 200_000;

    /// <summary>Most attributes and namespace declarations on one element.</summary>
    public const int Attributes = 16;

    /// <summary>Most files in one packet.</summary>
    public const int Files = 1_000;

    /// <summary>Largest packet, in bytes (W13).</summary>
    public const long PacketBytes = 2L * 1024 * 1024 * 1024;
}
