using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// What is owed back over a VXP link: receipts do not travel there, so what <see cref="ReceiptStatus"/> can say (a ContentConsignment: 01; a Withdrawn: 15, in the
/// axis's own name) becomes a status of the recipient, owed like any status. Whatever cannot be said in a status stays in this node's journal: no receipt is dropped
/// without a trace, and nobody speaks a refusal in a recipient's name.
/// </summary>
public sealed class StatusOfArrival(VxpLinks links, IStore store, LiveDirectory directory, SendStatus send, RoutePacket route, Forward forward, TimeProvider time, ILogger<StatusOfArrival> logger)
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
            made.Add((receipt, content, content.PacketKind == PacketKind.Document && document is not null && ReceiptStatus.Table.ContainsKey(content.Event) ? Statuses(link, content, document) : []));
        }

        await store.WriteAsync(session => Commit(session, link, made), cancellationToken).ConfigureAwait(false);
        return owed.Count;
    }

    private bool Commit(ISession session, NodeId link, List<(SealedReceipt Receipt, Receipt Content, IReadOnlyList<JudgedPacket?> Statuses)> made)
    {
        var now = time.GetUtcNow();
        foreach (var (receipt, content, statuses) in made)
        {
            var lost = false;
            foreach (var status in statuses.OfType<JudgedPacket>())
            {
                if (Ways(link, status, now) is not { Count: > 0 } ways)
                {
                    lost = true;
                    continue;
                }

                session.Packets.Add(status.Row, status.Inline);
                forward.Run(session, status, ways, [], 0, now);
                session.Journal.Append(new JournalEntry(now, "arrival-status-made", status.Row.Digest, receipt.Digest, Agency: status.Row.From.Value, To: status.Row.Facts.StatusCode));
            }

            if (Unsaid(content, statuses, lost) is { } kind)
            {
                session.Journal.Append(new JournalEntry(now, kind, content.Packet, receipt.Digest, Agency: link.Value, From: content.Issuer.Value, To: content.ReasonCode ?? content.Event.ToString()));
            }
        }

        session.Returns.Remove(link, [.. made.Select(static m => m.Receipt.Digest)]);
        return true;
    }

    // Back over the link that the document came by; where the sender lies behind another server by now, over that one's.
    private List<LinkRecipients> Ways(NodeId link, JudgedPacket status, DateTimeOffset now)
    {
        List<LinkRecipients> served = [.. route.Plan(status.Message!, now).Links.Where(l => l.Neighbour == link || links.Find(l.Neighbour) is not null)];
        return served.Exists(l => l.Neighbour == link) ? served.FindAll(l => l.Neighbour == link) : served;
    }

    private static string? Unsaid(Receipt content, IReadOnlyList<JudgedPacket?> statuses, bool lost) =>
        content.Recipients.Any(static r => !r.Accepted) ? "failure-not-sayable"
        : lost || statuses.Contains(null) ? "arrival-not-sayable"
        : statuses.Count == 0 ? "receipt-not-sayable"
        : null;

    private List<JudgedPacket?> Statuses(NodeId link, Receipt content, PacketRow document)
    {
        var about = new ResponseFor(document.From, document.Facts.Code, document.DocumentId, document.Facts.PromulgationDate);
        var statuses = new List<JudgedPacket?>();
        foreach (var recipient in content.Recipients.Where(static r => r.Accepted))
        {
            try
            {
                statuses.Add(Make(link, content.Event, ReceiptStatus.Of(content, directory.OrganOf(recipient.Addressed), about)!));
            }
            catch (EdxmlRuleException)
            {
                // A document that names itself by nothing that a status could repeat: nobody there can be told what became of it. The journal says so.
                statuses.Add(null);
            }
        }

        return statuses;
    }

    // A consignment is signed where the recipient's key is held here; else it goes as any legacy status does, under the channel's own authentication. What the axis
    // says of a document that its recipient never saw is nothing that the recipient's key may sign.
    private JudgedPacket Make(NodeId link, ReceiptEvent said, StatusMessage status)
    {
        if (said == ReceiptEvent.ContentConsignment && links.Find(link) is { Signature: true } && directory.Snapshot.FindAgency(status.From.OrganId)?.Host == directory.Self)
        {
            try
            {
                return send.Sign(status).Packet;
            }
            catch (RefusedException e)
            {
                // No key may sign for it now. The document has arrived all the same, and the unsigned status says so.
                Log.ArrivalNotSigned(logger, e, link.Value, status.From.OrganId.Value);
            }
            catch (CryptographicException e)
            {
                // A token that is not plugged in, or does not sign, holds up neither this answer nor the ones behind it.
                Log.ArrivalNotSigned(logger, e, link.Value, status.From.OrganId.Value);
            }
        }

        return Unsigned(status);
    }

    private JudgedPacket Unsigned(StatusMessage status)
    {
        var bytes = ReceiptStatus.WithoutSignature(status);
        var now = time.GetUtcNow();
        var row = new PacketRow(
            Digest.Of(bytes), null, PacketKind.Status, true, bytes.Length, status.From.OrganId, status.ResponseFor[0].DocumentId ?? "", now, true, Guid.CreateVersion7(now), FactsOf.Status(status));
        return JudgedPacket.Own(row, bytes, status, now);
    }
}
