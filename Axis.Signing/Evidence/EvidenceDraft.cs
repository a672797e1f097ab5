using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Sections;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Evidence;

/// <summary>Everything that goes into a container, as a node has it.</summary>
public sealed record EvidenceDraft
{
    /// <summary>The node that exports.</summary>
    public required NodeId Node { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What the page says of the document.</summary>
    public required DocumentFacts Facts { get; init; }

    /// <summary>The document first, then its status packets.</summary>
    public required IReadOnlyList<DraftPacket> Packets { get; init; }

    /// <summary>Receipts about the packets.</summary>
    public required IReadOnlyList<SealedReceipt> Receipts { get; init; }

    /// <summary>The directory as far as it matters, today.</summary>
    public required DirectoryExtract Directory { get; init; }

    /// <summary>The same of the day of reception, when that was another version.</summary>
    public DirectoryExtract? DirectoryAtReception { get; init; }

    /// <summary>Lists and OCSP responses that stored verdicts rest on, besides those of the directory.</summary>
    public IReadOnlyList<(RevocationKind Kind, ReadOnlyMemory<byte> Der)> Revocation { get; init; } = [];

    /// <summary>Verdicts stored by the node, oldest first.</summary>
    public IReadOnlyList<VerdictItem> Verdicts { get; init; } = [];

    /// <summary>The journal's proof; <c>null</c> when no head is over the document's entries yet.</summary>
    public DraftJournal? Journal { get; init; }
}

/// <summary>What people call the document.</summary>
/// <param name="From">Sender, code and name.</param>
/// <param name="To">Recipients, code and name.</param>
/// <param name="Code">Số/ký hiệu.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="TypeName">Loại văn bản.</param>
/// <param name="Signer">Who signed it by name and position.</param>
/// <param name="PromulgationDate">Ngày ban hành.</param>
public sealed record DocumentFacts(string From, IReadOnlyList<string> To, string? Code, string? Subject, string? TypeName, string? Signer, DateOnly? PromulgationDate);

/// <summary>One packet.</summary>
/// <param name="Digest">SHA-256.</param>
/// <param name="Open">Opens its bytes; called twice.</param>
/// <param name="ReceivedAt">When this node stored it.</param>
/// <param name="Title">What the page calls it, e.g. the status and who set it.</param>
/// <param name="Proofs">Its timestamps and values, oldest first.</param>
/// <param name="SignatureValue">What its first timestamp is over; given when there are proofs.</param>
public sealed record DraftPacket(
    Digest Digest, Func<Stream> Open, DateTimeOffset ReceivedAt, string Title, IReadOnlyList<SignatureProof> Proofs, ReadOnlyMemory<byte> SignatureValue);

/// <summary>The journal's proof.</summary>
/// <param name="Log">The epoch that names the log.</param>
/// <param name="TreeSize">Entries under the head.</param>
/// <param name="HeadSeal">The seal over the head.</param>
/// <param name="Entries">The document's entries with their paths.</param>
/// <param name="Cosigned">What neighbours signed.</param>
public sealed record DraftJournal(string? Log, long TreeSize, ReadOnlyMemory<byte> HeadSeal, IReadOnlyList<EntryItem> Entries, IReadOnlyList<DraftCosigned> Cosigned);

/// <summary>A neighbour's signature over a head.</summary>
/// <param name="Neighbour">Who.</param>
/// <param name="HeadSeal">The seal over the head that it signed.</param>
/// <param name="TreeSize">Entries under that head.</param>
/// <param name="Cosignature">Its signature.</param>
/// <param name="Consistency">Proof from the first head to that one.</param>
public sealed record DraftCosigned(NodeId Neighbour, ReadOnlyMemory<byte> HeadSeal, long TreeSize, ReadOnlyMemory<byte> Cosignature, IReadOnlyList<Digest> Consistency);
