using System.Globalization;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Cli.Joining;

/// <summary>What a node hands to whoever keeps its directory section when it changes keys: requests for the next certificates, each vouched for by the key in force. Holds no secret.</summary>
/// <param name="Format">Always <see cref="Kind"/>.</param>
/// <param name="Node">Node name.</param>
/// <param name="Keys">The next keys.</param>
/// <param name="CreatedAt">When (UTC).</param>
public sealed record RenewalRequest(string Format, string Node, IReadOnlyList<RenewalKey> Keys, DateTimeOffset CreatedAt)
{
    /// <summary>What the file says it is.</summary>
    public const string Kind = "docaxis-renewal-request-1";
}

/// <summary>One next key.</summary>
/// <param name="Use">Tls, NodeSeal or Agency.</param>
/// <param name="Owner">Node name or agency code.</param>
/// <param name="Request">PKCS#10 in PEM.</param>
/// <param name="StartsAt">From when it is to be used (UTC, whole seconds).</param>
/// <param name="CurrentCertificate">SHA-256 of the certificate in force, hexadecimal; <c>null</c> when its key is lost.</param>
/// <param name="Proof">Base64 of the signature of the key in force over <see cref="Statement"/>; <c>null</c> when that key is lost.</param>
public sealed record RenewalKey(KeyUse Use, string Owner, string Request, DateTimeOffset StartsAt, string? CurrentCertificate, string? Proof)
{
    /// <summary>The bytes that the key in force signs.</summary>
    public byte[] Statement() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{RenewalRequest.Kind}\n{Use}\n{Owner}\n{StartsAt.ToUnixTimeSeconds()}\n{CurrentCertificate}\n{Digest.Of(Encoding.UTF8.GetBytes(Request))}\n"));
}
