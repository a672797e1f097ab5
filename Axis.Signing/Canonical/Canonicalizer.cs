namespace Axis.Signing.Canonical;

/// <summary>
/// Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization 1.0 of document subsets, with and without comments, as the three recommendations say; judged against
/// xmlsec1 (libxml2). Writes in pieces, so that a large text is not copied whole.
/// </summary>
public static class Canonicalizer
{
    /// <summary>Writes the canonical form.</summary>
    public static void Write(NodeSet nodes, CanonicalForm form, Stream target)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(target);
        var bytes = new CanonicalBytes(4096, target);
        new CanonicalRun(nodes, form, bytes).Write();
        bytes.Flush();
    }

    /// <summary>The canonical form in memory.</summary>
    public static byte[] ToArray(NodeSet nodes, CanonicalForm form)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(form);
        var bytes = new CanonicalBytes(4096);
        new CanonicalRun(nodes, form, bytes).Write();
        return bytes.Written.ToArray();
    }
}
