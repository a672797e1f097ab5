using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Evidence;

/// <summary>What the store holds about one document, taken in one view of it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Statuses">Status packets that answer it, by time.</param>
/// <param name="Receipts">Receipts about all of them, by time.</param>
/// <param name="Verdicts">Verdicts on all of them, by time.</param>
internal sealed record EvidenceSources(PacketRow Document, IReadOnlyList<PacketRow> Statuses, IReadOnlyList<(SealedReceipt Sealed, Receipt Content)> Receipts, IReadOnlyList<VerdictRow> Verdicts)
{
    private const int MostStatuses = 20_000;

    /// <summary>Codes of the other recipients, of whose doings the caller is told nothing; empty for the sender's people.</summary>
    public required IReadOnlySet<string> Hidden { get; init; }

    /// <summary>Reads them; only what the caller may see.</summary>
    /// <param name="session">The store.</param>
    /// <param name="document">The document.</param>
    /// <param name="actor">Who asks: the sender's people see all statuses, a recipient's their own.</param>
    public static EvidenceSources Of(ISession session, PacketRow document, Actor actor)
    {
        var statuses = Answers(session, document)
            .Where(s => actor.SpeaksFor(document.From) || actor.SpeaksFor(s.From))
            .OrderBy(static s => s.StoredAt)
            .Take(MostStatuses)
            .ToList();
        IReadOnlyList<PacketRow> packets = [document, .. statuses];
        return new EvidenceSources(
            document,
            statuses,
            [
                .. packets.SelectMany(p => session.Receipts.ListFor(p.Digest)).DistinctBy(static r => r.Digest)
                    .Select(static r => (r, ReceiptXml.Read(r.Bytes.Span))).Where(r => actor.MaySee(r.Item2)).OrderBy(static r => r.Item2.Time),
            ],
            [.. packets.SelectMany(p => session.Packets.Verdicts(p.Digest)).OrderBy(static v => v.At)])
        {
            Hidden = HiddenFrom(actor, document, session),
        };
    }

    private static HashSet<string> HiddenFrom(Actor actor, PacketRow document, ISession session) => actor.SpeaksFor(document.From)
        ? []
        : [
            .. document.Facts.To.Concat(session.Inbox.ListFor(document.Digest).Select(static i => i.Recipient.Value))
                .Where(code => !OrganId.TryParse(code, out var agency) || !actor.SpeaksFor(agency)),
        ];

    // At the sender's home the tracking has matched them; at a recipient's node they are the recipient's own packets about the document.
    private static IEnumerable<PacketRow> Answers(ISession session, PacketRow document)
    {
        var rows = session.Tracking.ListFor(document.Digest);
        var matched = rows.SelectMany(r => session.Tracking.Events(r.Id)).Where(static e => !e.IsReceipt).Select(e => session.Packets.Find(e.Source)).OfType<PacketRow>();
        var own = session.Inbox.ListFor(document.Digest)
            .SelectMany(i => session.Packets.FindByDocument(i.Recipient, document.DocumentId))
            .Where(p => p.Facts.To.Contains(document.From.Value));
        return matched.Concat(own).Where(static p => p.Kind == PacketKind.Status).DistinctBy(static p => p.Digest);
    }
}
