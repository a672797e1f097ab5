using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>What the general path found in a file that is not a native packet.</summary>
public sealed record GeneralCheck
{
    /// <summary>Whether the file is (or wraps) an edXML packet; such a packet is not in the native form and never passes as a whole.</summary>
    public required bool IsPacket { get; init; }

    /// <summary>Why the file cannot be examined, in Vietnamese; <c>null</c> when it can.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Every signature block in document order, real or not.</summary>
    public required IReadOnlyList<SignatureFinding> Signatures { get; init; }
}

/// <summary>One signature block and what can be said of it.</summary>
public sealed record SignatureFinding
{
    /// <summary>
    /// The cryptography's verdict (EN 319 102-1). A signature of a packet that is not in the native form is at best INDETERMINATE; TOTAL-PASSED here is the
    /// cryptographic part only, trust in the certificate is judged over it.
    /// </summary>
    public required Indication CryptographicIndication { get; init; }

    /// <summary>Why.</summary>
    public required SubIndication CryptographicSubIndication { get; init; }

    /// <summary>Every check, in the order made, with Vietnamese details.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>Path of local names from the root to the block.</summary>
    public required string Place { get; init; }

    /// <summary>Whether the value is the key's and every reference is intact, whatever else is to be said.</summary>
    public bool Holds { get; init; }

    /// <summary>Where it stands to what it signs.</summary>
    public SignatureForm Form { get; init; }

    /// <summary>Signature method, canonicalisation, digests and key, in short; <c>null</c> when they could not be read.</summary>
    public string? Algorithms { get; init; }

    /// <summary>Which of the algorithms prove nothing any more, in Vietnamese; empty when all are good.</summary>
    public IReadOnlyList<string> Weaknesses { get; init; } = [];

    /// <summary>The references that hold, each with what it covers: only this is signed.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [];

    /// <summary>URIs of the files beside the signature that it covers and that are intact.</summary>
    public IReadOnlyList<string> CoveredFiles { get; init; } = [];

    /// <summary>The certificate whose key verified the block, or the first one in it. Shared: do not dispose.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The other certificates of the block (DER): material for a path, not trusted.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Others { get; init; } = [];

    /// <summary>XAdES SigningTime, when it is covered by the signature: a claim.</summary>
    public DateTimeOffset? ClaimedSigningTime { get; init; }

    /// <summary>When the block is of our template and its list of contents is proved: which files and fields are unaltered.</summary>
    public ContentsComparison? Survivors { get; init; }
}
