namespace Axis.Core.Agencies;

/// <summary>What a certificate may be used for. Keys are never shared between uses.</summary>
public enum KeyUse
{
    /// <summary>Mutual TLS of a link.</summary>
    Tls = 1,

    /// <summary>Receipts, seals and journal heads of a node (P-256).</summary>
    NodeSeal = 2,

    /// <summary>Packets and statuses of an agency (RSA or EC).</summary>
    Agency = 3,

    /// <summary>A directory section (kept offline).</summary>
    Directory = 4,

    /// <summary>Chữ ký số công vụ of a person or agency, inside PDFs.</summary>
    Document = 5,

    /// <summary>Timestamp tokens of an authority (RFC 3161).</summary>
    Timestamp = 6,

    /// <summary>Answers about revocation in an authority's name (RFC 6960 §4.2.2.2).</summary>
    OcspResponder = 7,
}
