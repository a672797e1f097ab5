namespace Axis.TestHost;

/// <summary>Moments of a large packet's way onto the disk, beside those of a commit.</summary>
public static class FileMoment
{
    /// <summary>The bytes are complete in a temporary or partial file; nothing is flushed.</summary>
    public const string BeforeKeep = nameof(BeforeKeep);

    /// <summary>The file bears its digest durably; no row names it.</summary>
    public const string AfterKeep = nameof(AfterKeep);

    /// <summary>A piece of a neighbour's upload is written; the rest is on its way.</summary>
    public const string PartialWritten = nameof(PartialWritten);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [BeforeKeep, AfterKeep, PartialWritten];
}
