namespace Axis.Node.Vxp.Link;

/// <summary>
/// What a server may name an item: opaque text that can stand in a header and in a receipt. It is never a file name here, so any visible ASCII will do.
/// </summary>
internal static class DocIds
{
    private const int MaxLength = 64;

    /// <summary>Whether the identifier can be used. <c>0</c> is what servers say for none.</summary>
    public static bool IsUsable(string? text) => text is { Length: > 0 and <= MaxLength } and not "0" && text.All(static c => c is > ' ' and <= '~');
}
