using Axis.Core.Packets;

namespace Axis.Signing.Timestamps;

/// <summary>What a value in a proof is. The numbers are stored.</summary>
public enum ProofValueKind
{
    /// <summary>A certificate (DER).</summary>
    Certificate = 1,

    /// <summary>A revocation list (DER, RFC 5280).</summary>
    RevocationList = 2,

    /// <summary>A status answer (DER of OCSPResponse, RFC 6960).</summary>
    StatusAnswer = 3,
}

/// <summary>One certificate or piece of revocation data. Many packets share one, so it is named by its digest.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Der">Its bytes.</param>
public sealed record ProofValue(ProofValueKind Kind, ReadOnlyMemory<byte> Der)
{
    /// <summary>SHA-256 of the bytes.</summary>
    public Digest Digest { get; } = Digest.Of(Der.Span);
}
