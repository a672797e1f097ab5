using Axis.Core.Agencies;

namespace Axis.Node.Keys;

/// <summary>One certificate, anchor or revocation list and its end.</summary>
/// <param name="Relation">What it is to this node.</param>
/// <param name="Use">Its use; <c>null</c> for anchors and lists.</param>
/// <param name="Owner">Node name, agency code, or the authority's name.</param>
/// <param name="Thumbprint">SHA-256, hexadecimal.</param>
/// <param name="Serial">Serial number, hexadecimal; empty for lists.</param>
/// <param name="From">Since when it may be used.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="DaysLeft">Whole days until then; negative when it has ended.</param>
/// <param name="State">Where it stands.</param>
public sealed record CalendarEntry(
    CertificateRelation Relation, KeyUse? Use, string Owner, string Thumbprint, string Serial, DateTimeOffset From, DateTimeOffset EndsAt, int DaysLeft, CertificateState State);

/// <summary>What a certificate is to this node.</summary>
public enum CertificateRelation
{
    /// <summary>The node's own.</summary>
    Own = 1,

    /// <summary>Of an agency hosted here.</summary>
    Agency = 2,

    /// <summary>Of a neighbour.</summary>
    Neighbour = 3,

    /// <summary>A trust anchor.</summary>
    Anchor = 4,

    /// <summary>A certificate revocation list.</summary>
    RevocationList = 5,
}

/// <summary>Where a certificate stands.</summary>
public enum CertificateState
{
    /// <summary>In force.</summary>
    Current = 1,

    /// <summary>Published, and not begun.</summary>
    Next = 2,

    /// <summary>Still accepted; a newer one is in force.</summary>
    Replaced = 3,

    /// <summary>It has ended and nothing replaced it.</summary>
    Ended = 4,

    /// <summary>The directory revoked it.</summary>
    Revoked = 5,
}

/// <summary>The words of status and metrics.</summary>
public static class CalendarNames
{
    /// <summary>A relation.</summary>
    public static string Of(CertificateRelation relation) => relation switch
    {
        CertificateRelation.Own => "own",
        CertificateRelation.Agency => "agency",
        CertificateRelation.Neighbour => "neighbour",
        CertificateRelation.Anchor => "anchor",
        _ => "revocation-list",
    };

    /// <summary>A use; <c>ca</c> for anchors and lists.</summary>
    public static string Of(KeyUse? use) => use switch
    {
        KeyUse.Tls => "tls",
        KeyUse.NodeSeal => "node-seal",
        KeyUse.Agency => "agency",
        KeyUse.Document => "document",
        KeyUse.Directory => "directory",
        _ => "ca",
    };

    /// <summary>A state.</summary>
    public static string Of(CertificateState state) => state switch
    {
        CertificateState.Current => "current",
        CertificateState.Next => "next",
        CertificateState.Replaced => "replaced",
        CertificateState.Ended => "ended",
        _ => "revoked",
    };
}
