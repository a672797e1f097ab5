using Axis.Core.Packets;
using Axis.Signing.Trust;

namespace Axis.Node.Storage;

/// <summary>One revocation list or OCSP response at hand.</summary>
/// <param name="Digest">SHA-256 of the bytes: how verdicts name it.</param>
/// <param name="Kind">List or response.</param>
/// <param name="Issuer">SHA-256 of the certificate of the authority it speaks for.</param>
/// <param name="Subject">SHA-256 of the certificate that a response speaks of; <c>null</c> for a list.</param>
/// <param name="Bytes">DER.</param>
/// <param name="Source">Where it came from: an address, or <c>directory</c>.</param>
/// <param name="ThisUpdate">When it was issued.</param>
/// <param name="NextUpdate">When the next is due.</param>
/// <param name="FetchedAt">When it came here.</param>
public sealed record RevocationRow(
    Digest Digest,
    RevocationKind Kind,
    Digest Issuer,
    Digest? Subject,
    ReadOnlyMemory<byte> Bytes,
    string Source,
    DateTimeOffset ThisUpdate,
    DateTimeOffset? NextUpdate,
    DateTimeOffset FetchedAt);
