using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>Names of the checks made on a PDF signature, in order.</summary>
public static class PdfChecks
{
    public const string Dictionary = "pdf-signature-dictionary";
    public const string ByteRange = "pdf-byte-range";
    public const string Form = "pdf-cms-form";
    public const string Algorithms = "pdf-algorithms";
    public const string Digest = "pdf-document-digest";
    public const string SigningCertificate = "pdf-signing-certificate";
    public const string Value = "pdf-signature-value";
    public const string LaterChanges = "pdf-later-changes";
    public const string Timestamp = "pdf-timestamp";

    /// <summary>All of them; those on trust keep the names they have for packets.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Dictionary, ByteRange, Form, Algorithms, Digest, SigningCertificate, Value, LaterChanges, Timestamp,
        TrustChecks.SigningTime, TrustChecks.Chain, TrustChecks.KeyUsage, TrustChecks.Validity, TrustChecks.Revocation,
    ];

    /// <summary>Those made on a document timestamp.</summary>
    public static IReadOnlyList<string> OfTimestamp { get; } = [Dictionary, ByteRange, Form, Timestamp, LaterChanges];
}
