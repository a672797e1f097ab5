using Axis.Core.Edxml;
using Axis.Signing.Canonical;

namespace Axis.Signing.Evidence;

/// <summary>
/// The list of digests that a container timestamp is over: an ASiCManifest, or for a renewal an ASiCArchiveManifest (EN 319 162-1 §A.4, §A.7). It has one spelling.
/// </summary>
/// <param name="Timestamp">Name of the token over the bytes of this list.</param>
/// <param name="Files">What existed when the token was made.</param>
public sealed record ContainerManifest(string Timestamp, IReadOnlyList<CoveredFile> Files)
{
    /// <summary>Most timestamps over one container: one renewal a year for a century.</summary>
    public const int MaxTimestamps = 100;

    private const string Asic = ContainerSignature.Asic;

    /// <summary>Writes the list.</summary>
    public byte[] Write()
    {
        var w = new CanonicalWriter(8192);
        w.Start("asic", "ASiCManifest", Asic).Open();
        w.Start("asic", "SigReference", Asic).Attribute("MimeType", EvidenceNames.TokenType).Attribute("URI", Timestamp).Open().End();
        foreach (var file in Files)
        {
            w.Start("asic", "DataObjectReference", Asic).Attribute("MimeType", file.MediaType).Attribute("URI", file.Name).Open();
            ContainerSignature.Digested(w, file.Digest);
            w.End();
        }

        return w.End().ToArray();
    }

    /// <summary>Reads a list.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="EvidenceFormatException">Not exactly what <see cref="Write"/> makes.</exception>
    public static ContainerManifest Read(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            var root = NativeScanner.ScanElement(bytes, 0);
            var manifest = new ContainerManifest(
                ContainerSignature.Attribute(root.Children[0], "URI"),
                [
                    .. root.Children.Skip(1).Select(static f => new CoveredFile(
                        ContainerSignature.Attribute(f, "URI"), ContainerSignature.Attribute(f, "MimeType"), ContainerSignature.DigestOf(f.Children[^1]))),
                ]);
            return bytes.SequenceEqual(manifest.Write()) ? manifest : throw Broken(name, null);
        }
        catch (Exception e) when (e is NativeFormException or (FormatException and not EvidenceFormatException) or ArgumentOutOfRangeException or InvalidOperationException)
        {
            throw Broken(name, e);
        }
    }

    private static EvidenceFormatException Broken(string name, Exception? cause)
    {
        var (sentence, english) = ($"Bảng kê '{name}' không đúng mẫu.", $"Manifest '{name}' is not in its one form.");
        return cause is null ? new EvidenceFormatException(sentence, english, name) : new EvidenceFormatException(sentence, english, name, cause);
    }
}
