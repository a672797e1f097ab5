namespace Axis.Node.Storage;

/// <summary>A half-open stretch of time.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant after it.</param>
public readonly record struct Period(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>All of time that a document can have.</summary>
    public static Period Always { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
}
