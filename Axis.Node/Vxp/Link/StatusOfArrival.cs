using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Tracking;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// What is owed back over a VXP link: receipts do not travel there, so a ContentConsignment becomes a status 01 of the recipient, owed like any status. What cannot
/// be said in a status stays in this node's journal: nobody speaks a refusal in a recipient's name.
/// </summary>
public sealed class StatusOfArrival(VxpLinks links, IStore store, LiveDirectory directory, SendStatus send, RoutePacket route, Forward forward, TimeProvider time)
{
    private const int Batch = 100;

    /// <summary>Turns what is owed into statuses.</summary>
    /// <returns>How many receipts were settled.</returns>
    public async Task<int> RunAsync(NodeId link, CancellationToken cancellationToken)
    {
        var owed = store.Read(s => s.Returns.Next(link, Batch));
        if (owed.Count == 0)
        {
            return 0;
        }

        var made = new List<(SealedReceipt Receipt, Receipt Content, IReadOnlyList<JudgedPacket?> Statuses)>();
        foreach (var receipt in owed)
        {
            var content = ReceiptXml.Read(receipt.Bytes.Span);
            var document = store.Read(s => s.Packets.Find(content.Packet));
            made.Add((receipt, content, content is { Event: ReceiptEvent.ContentConsignment, PacketKind: PacketKind.Document } && document is not null ? Statuses(link, content, document) : []));
        }

        await store.WriteAsync(session => Commit(session, link, made), cancellationToken).ConfigureAwait(false);
        return owed.Count;
    }

    private bool Commit(ISession session, NodeId link, List<(SealedReceipt Receipt, Receipt Content, IReadOnlyList<JudgedPacket?> Statuses)> made)
    {
        var now = time.GetUtcNow();
        foreach (var (receipt, content, statuses) in made)
        {
            foreach (var status in statuses.OfType<JudgedPacket>())
            {
                session.Packets.Add(status.Row, status.Inline);
                var plan = route.Plan(status.Message!, now);
                forward.Run(session, status, [.. plan.Links.Where(l => l.Neighbour == link)], [], 0, now);
                session.Journal.Append(new JournalEntry(now, "arrival-status-made", status.Row.Digest, receipt.Digest, Agency: status.Row.From.Value, To: "01"));
            }

            if (statuses.Contains(null))
            {
                session.Journal.Append(new JournalEntry(now, "arrival-not-sayable", content.Packet, receipt.Digest, Agency: link.Value, From: content.Issuer.Value, To: "01"));
            }

            if (statuses.Count == 0 && content.Recipients.Any(static r => !r.Accepted))
            {
                session.Journal.Append(new JournalEntry(now, "failure-not-sayable", content.Packet, receipt.Digest, Agency: link.Value, From: content.Issuer.Value, To: content.ReasonCode ?? content.Event.ToString()));
            }
        }

        session.Returns.Remove(link, [.. made.Select(static m => m.Receipt.Digest)]);
        return true;
    }

    private List<JudgedPacket?> Statuses(NodeId link, Receipt content, PacketRow document)
    {
        var statuses = new List<JudgedPacket?>();
        foreach (var recipient in content.Recipients.Where(static r => r.Accepted))
        {
            var status = new StatusMessage
            {
                From = directory.OrganOf(recipient.Addressed),
                ResponseFor = [new ResponseFor(document.From, CodeOf(document), document.DocumentId, document.Facts.PromulgationDate)],
                StatusCode = "01",
                Description = StateText.StatusName("01"),
                Timestamp = content.Time,
            };
            try
            {
                statuses.Add(Make(link, status));
            }
            catch (EdxmlRuleException)
            {
                // A document that names itself by nothing that a status could repeat: it has arrived, and nobody there can be told. The journal says so.
                statuses.Add(null);
            }
        }

        return statuses;
    }

    // Signed where the recipient's key is held here; else as any legacy status, under the channel's own authentication.
    private JudgedPacket Make(NodeId link, StatusMessage status)
    {
        if (links.Find(link) is { Signature: true } && directory.Snapshot.FindAgency(status.From.OrganId)?.Host == directory.Self)
        {
            try
            {
                return send.Sign(status).Packet;
            }
            catch (RefusedException)
            {
                // No key may sign for it now. The document has arrived all the same, and the unsigned status says so.
                return Unsigned(status);
            }
        }

        return Unsigned(status);
    }

    private JudgedPacket Unsigned(StatusMessage status)
    {
        var layout = StrictWriter.Layout(status);
        byte[] bytes = [.. layout.BeforeSignature.Span, .. layout.Pieces[0].Span];
        var now = time.GetUtcNow();
        var row = new PacketRow(
            Digest.Of(bytes), null, PacketKind.Status, true, bytes.Length, status.From.OrganId, status.ResponseFor[0].DocumentId ?? "", now, true, Guid.CreateVersion7(now), FactsOf.Status(status));
        return JudgedPacket.Own(row, bytes, status, now);
    }

    private static string CodeOf(PacketRow packet) =>
        packet.Facts.CodeNotation is { Length: > 0 } notation ? $"{packet.Facts.CodeNumber}/{notation}" : packet.Facts.CodeNumber ?? "";
}
