using Axis.Signing.Trust;

namespace Axis.Signing.Evidence;

/// <summary>One link of the chain of evidence: what was checked, on which file, and how it ended.</summary>
/// <param name="Name">Stable English name, kebab case: one of <see cref="EvidenceLinks"/>.</param>
/// <param name="File">The file of the container; <c>null</c> for the container itself.</param>
/// <param name="Outcome">Passed, failed or not made.</param>
/// <param name="Detail">A sentence in Vietnamese: why.</param>
/// <param name="English">The same in English.</param>
/// <param name="Decides">Whether the verdict on the whole needs it. A link that does not decide is still never shown as passed when it was not made.</param>
public sealed record EvidenceLink(string Name, string? File, CheckOutcome Outcome, string Detail, string English, bool Decides = true);

/// <summary>Names of the links.</summary>
public static class EvidenceLinks
{
    /// <summary>The form of the container.</summary>
    public const string Container = "container";

    /// <summary>Every file is the one signed, and no other is there.</summary>
    public const string Manifest = "manifest";

    /// <summary>The index and the other files of its own making agree.</summary>
    public const string Index = "index";

    /// <summary>The directory extract leads to the root key.</summary>
    public const string Directory = "directory";

    /// <summary>The exporting node signed the container, by the directory.</summary>
    public const string Signature = "container-signature";

    /// <summary>Timestamps over the container.</summary>
    public const string Timestamp = "container-timestamp";

    /// <summary>Until when the status of a timestamp authority's certificate is known; what came after was not checked, and never shows as passed.</summary>
    public const string AuthorityStatus = "timestamp-authority-status";

    /// <summary>Revocation data can be read.</summary>
    public const string Revocation = "revocation-data";

    /// <summary>A packet's own verdict.</summary>
    public const string Packet = "packet";

    /// <summary>A packet's timestamps and values.</summary>
    public const string Proofs = "packet-proofs";

    /// <summary>A status packet answers this document.</summary>
    public const string Answers = "status-answers";

    /// <summary>A receipt's form, seal and issuer, and that it speaks of these packets.</summary>
    public const string Receipt = "receipt";

    /// <summary>The journal's entries stand under its sealed head.</summary>
    public const string Journal = "journal";

    /// <summary>A neighbour cosigned the head.</summary>
    public const string Cosignature = "journal-cosignature";
}

/// <summary>What was found about one container.</summary>
/// <param name="Indication">The verdict on the whole.</param>
/// <param name="Links">Every link, in the order of checking.</param>
/// <param name="Packet">SHA-256 of the document, when the container could be read that far.</param>
/// <param name="Node">The node that made the container.</param>
/// <param name="MadeAt">When it says that it was made.</param>
/// <param name="ProvedAt">When the container is proved to have existed; <c>null</c> without a timestamp that holds.</param>
/// <param name="JudgedAt">The time of verification.</param>
/// <param name="Title">What the document is, from its own signed contents.</param>
/// <param name="HoldsUntil">When the newest timestamp ceases to hold unless it is renewed.</param>
public sealed record EvidenceReport(
    Indication Indication,
    IReadOnlyList<EvidenceLink> Links,
    string? Packet,
    string? Node,
    DateTimeOffset? MadeAt,
    DateTimeOffset? ProvedAt,
    DateTimeOffset JudgedAt,
    string? Title,
    DateTimeOffset? HoldsUntil)
{
    /// <summary>The first link that stands in the way of a pass.</summary>
    public EvidenceLink? FirstProblem =>
        Links.FirstOrDefault(static l => l.Outcome == CheckOutcome.Failed) ?? Links.FirstOrDefault(static l => l.Decides && l.Outcome == CheckOutcome.NotMade);
}
