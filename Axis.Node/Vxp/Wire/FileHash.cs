using System.Globalization;
using System.Text;
using Axis.Core.Packets;

namespace Axis.Node.Vxp.Wire;

/// <summary>
/// The value of <see cref="VxpHeaders.FileDigest"/>: SHA-256 in hex, which the official client prints byte by byte without padding, so that 0x0A is one digit.
/// </summary>
public static class FileHash
{
    /// <summary>As the official client writes it.</summary>
    public static string Unpadded(Digest digest)
    {
        var text = new StringBuilder(64);
        foreach (var b in digest.ToArray())
        {
            text.Append(b.ToString("x", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>Whether the header says this digest, in either spelling and either case.</summary>
    public static bool Matches(string received, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(received);
        var text = received.Trim();
        return string.Equals(text, Unpadded(digest), StringComparison.OrdinalIgnoreCase)
            || string.Equals(text, digest.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
