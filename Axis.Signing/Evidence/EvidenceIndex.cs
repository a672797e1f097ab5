namespace Axis.Signing.Evidence;

/// <summary>What each file of the container is, for machines (<c>evidence.json</c>). The container's signature covers it.</summary>
public sealed record EvidenceIndex
{
    /// <summary>The one format so far.</summary>
    public const string CurrentFormat = "docaxis-evidence-1";

    /// <summary>Largest index, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Format and version.</summary>
    public required string Format { get; init; }

    /// <summary>When the container was made, by the node's clock.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The node that made and signed it.</summary>
    public required string Node { get; init; }

    /// <summary>The document first, then the status packets that answer it.</summary>
    public required IReadOnlyList<PacketItem> Packets { get; init; }

    /// <summary>Receipts about these packets, by time.</summary>
    public required IReadOnlyList<ReceiptItem> Receipts { get; init; }

    /// <summary>Lists and OCSP responses, besides those of the directory and of the proofs.</summary>
    public required IReadOnlyList<string> Revocation { get; init; }

    /// <summary>Verdicts that the node stored, oldest first: what was said, not what is so.</summary>
    public required IReadOnlyList<VerdictItem> Verdicts { get; init; }

    /// <summary>Proof that the node's journal holds the document's entries; <c>null</c> when no sealed head was over them yet.</summary>
    public JournalItem? Journal { get; init; }

    /// <summary>Whether the directory of the day of reception is here besides that of the day of export.</summary>
    public bool DirectoryAtReception { get; init; }

    /// <summary>Whether every item is there with all its members: a container may be anybody's.</summary>
    internal bool IsWhole() =>
        Packets.All(static p => p is { File: not null, Digest: not null })
        && Receipts.All(static r => r is { File: not null, Seal: not null, Path: not null } && r.Path.All(static d => d is not null))
        && Revocation.All(static r => r is not null)
        && Verdicts.All(static v => v is { Packet: not null, Verdict: not null, Policy: not null, DirectoryVersions: not null, Report: not null })
        && (Journal is null || IsWhole(Journal));

    private static bool IsWhole(JournalItem journal) =>
        journal is { Head: not null, Entries: not null, Cosigned: not null }
        && journal.Entries.All(static e => e is { Leaf: not null, Path: not null } && e.Path.All(static d => d is not null))
        && journal.Cosigned.All(static c => c is { Neighbour: not null, Head: not null, Cosignature: not null, Consistency: not null } && c.Consistency.All(static d => d is not null));
}

/// <summary>One packet.</summary>
/// <param name="File">Its name here.</param>
/// <param name="Digest">SHA-256, hexadecimal.</param>
/// <param name="Proofs">Name of its proof record, if there is one.</param>
/// <param name="ReceivedAt">When the exporting node stored it: its own word.</param>
public sealed record PacketItem(string File, string Digest, string? Proofs, DateTimeOffset ReceivedAt);

/// <summary>One receipt with its place under a seal.</summary>
/// <param name="File">Name of its canonical bytes.</param>
/// <param name="Seal">Name of the seal; one seal may cover many receipts.</param>
/// <param name="Index">Leaf index under the seal.</param>
/// <param name="Path">Audit path (RFC 6962 §2.1.1), hexadecimal digests.</param>
public sealed record ReceiptItem(string File, string Seal, long Index, IReadOnlyList<string> Path);

/// <summary>A verdict of the exporting node.</summary>
/// <param name="Packet">SHA-256 of the packet.</param>
/// <param name="At">When judged.</param>
/// <param name="Verdict">EN 319 102-1 text.</param>
/// <param name="Policy">Version of the policy.</param>
/// <param name="DirectoryVersions">Section versions, as the node stored them.</param>
/// <param name="Report">The whole report as stored (JSON).</param>
public sealed record VerdictItem(string Packet, DateTimeOffset At, string Verdict, string Policy, string DirectoryVersions, string Report);

/// <summary>Journal entries about the document under a sealed head.</summary>
/// <param name="Log">The epoch that names the log; <c>null</c> when the node keeps one log only.</param>
/// <param name="TreeSize">Entries under the head.</param>
/// <param name="Head">Name of the seal over the head.</param>
/// <param name="Entries">The entries.</param>
/// <param name="Cosigned">What neighbours signed.</param>
public sealed record JournalItem(string? Log, long TreeSize, string Head, IReadOnlyList<EntryItem> Entries, IReadOnlyList<CosignedItem> Cosigned);

/// <summary>One journal entry and its audit path to the head.</summary>
/// <param name="Index">Its place in the log.</param>
/// <param name="Leaf">Its canonical bytes, as text.</param>
/// <param name="Path">Audit path, hexadecimal digests.</param>
public sealed record EntryItem(long Index, string Leaf, IReadOnlyList<string> Path);

/// <summary>A neighbour's signature over this head or a later one.</summary>
/// <param name="Neighbour">Who.</param>
/// <param name="Head">Name of the seal over the head that it signed.</param>
/// <param name="TreeSize">Entries under that head.</param>
/// <param name="Cosignature">Name of its signature.</param>
/// <param name="Consistency">RFC 6962 §2.1.2 proof from the first head to that one; empty when it is the same.</param>
public sealed record CosignedItem(string Neighbour, string Head, long TreeSize, string Cosignature, IReadOnlyList<string> Consistency);
