using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>The node has the document: bytes, rows and receipt are on disk.</summary>
public sealed record SubmitAnswer
{
    /// <summary>Identifier of the submission (UUIDv7).</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>SHA-256 of the packet: its identity from here on.</summary>
    public required string Packet { get; init; }

    /// <summary>Packet size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The document's identifier on the wire.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Số/ký hiệu as registered.</summary>
    public required string Code { get; init; }

    /// <summary>Who receives it.</summary>
    public required IReadOnlyList<RecipientAnswer> Recipients { get; init; }

    /// <summary>What the clerk should know although the document was taken.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>Digest of the SubmissionAcceptance receipt.</summary>
    public required string Receipt { get; init; }

    /// <summary>Whether the same submission was answered before (same Idempotency-Key, same content).</summary>
    public bool Repeated { get; init; }
}

/// <summary>One recipient of a submission.</summary>
/// <param name="Addressed">As the packet writes it.</param>
/// <param name="Delivered">Where it goes (a successor, or the same).</param>
/// <param name="Name">Name of the agency delivered to.</param>
/// <param name="Redirected">Whether another agency receives it: the successor or a focal office.</param>
public sealed record RecipientAnswer(string Addressed, string Delivered, string? Name, bool Redirected)
{
    /// <summary>Why another agency receives it, for people (REF-03, REF-04, LVL-05).</summary>
    public string? Redirection { get; init; }
}

/// <summary>A warning: stable code, Vietnamese sentence.</summary>
public sealed record Warning(string Code, string Text);

/// <summary>First answer of a two-call submission: what the key kept elsewhere has to sign.</summary>
/// <param name="Id">For the second call.</param>
/// <param name="Code">Số/ký hiệu reserved.</param>
/// <param name="DocumentId">The document's identifier.</param>
/// <param name="Algorithm">XMLDSig signature algorithm URI.</param>
/// <param name="DataToSign">Base64 of the canonical SignedInfo: the bytes to hash and sign.</param>
/// <param name="DigestToSign">Base64 of their digest, for keys that sign a digest.</param>
/// <param name="ExpiresAt">After which the number is voided, visibly.</param>
/// <param name="Warnings">As in <see cref="SubmitAnswer.Warnings"/>.</param>
public sealed record PrepareAnswer(
    Guid Id,
    string Code,
    string DocumentId,
    string Algorithm,
    string DataToSign,
    string DigestToSign,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<Warning> Warnings);

/// <summary>Second call of a two-call submission.</summary>
/// <param name="Signature">Base64 of the signature value; ECDSA as r‖s (XMLDSig 1.1 §6.4.3) or as the DER sequence that openssl writes.</param>
/// <param name="Certificate">Base64 of the signer's certificate (DER), so that a refusal can say what is wrong with it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CommitSubmission([property: JsonRequired] string Signature, string? Certificate = null);
