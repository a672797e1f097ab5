using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Routing;
using Axis.Node.Changes;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Axis.Node.Timestamps;
using Axis.Signing.Trust;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Incoming;

/// <summary>
/// Receives a packet as a gateway: hash, read by the tolerance catalogue, sender and receivers looked up in the directory, judged, filed or owed downward under
/// this node's ReceivedFromNonERDS receipt; all in one durable commit, and only then may the other side be told.
/// </summary>
public sealed class ReceiveForeign(
    Verify verify,
    RoutePacket route,
    TakeHere takeHere,
    Forward forward,
    AwaitStamp stamp,
    WithdrawDeliveries withdraw,
    OwnReceipts own,
    TellHome tellHome,
    KeepEvidence evidence,
    LiveDirectory directory,
    LimitOptions limits,
    IStore store,
    IPacketFiles files,
    TimeProvider time,
    ILogger<ReceiveForeign> logger)
{
    /// <summary>This node fails at the packet, whatever the reason.</summary>
    public static ForeignOutcome.Later Broke { get; } = new("ITEM_BROKE", "Nút không xử lý được gói tin này; xem nhật ký của nút.", Patience.Days);

    /// <summary>Takes the packet.</summary>
    /// <param name="arrival">The packet and its channel.</param>
    /// <param name="settled">Written in the same transaction: what the channel's own rows say of the outcome.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    public async Task<ForeignOutcome> RunAsync(ForeignArrival arrival, Action<ISession, ForeignOutcome> settled, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(settled);
        var size = arrival.Bytes.Length;
        if (size == 0 || size > limits.MaxPacketBytes || files.FreeBytes() - size < limits.FreeSpaceReserveBytes)
        {
            files.Discard(arrival.Bytes);
            return size == 0 ? new ForeignOutcome.Later("EMPTY_PACKET", "Máy chủ trả gói tin rỗng.", Patience.Tries)
                : size > limits.MaxPacketBytes ? new ForeignOutcome.Later("PACKET_TOO_LARGE", "Gói tin vượt giới hạn của nút (Limits:MaxPacketBytes).", Patience.Days)
                : new ForeignOutcome.Later("NO_ROOM", "Không đủ chỗ trên đĩa.", Patience.Unlimited);
        }

        var packet = await KeepAsync(arrival.Bytes, size, cancellationToken).ConfigureAwait(false);
        if (store.Read(s => s.Isolations.IsWithheld(packet.Digest)))
        {
            return await evidence.RefuseIsolatedAsync(arrival, settled, packet, cancellationToken).ConfigureAwait(false);
        }

        ForeignContent? content = null;
        ForeignOutcome outcome;
        try
        {
            content = await ReadAsync(packet, cancellationToken).ConfigureAwait(false);
            outcome = await TakeAsync(arrival, settled, packet, content, cancellationToken).ConfigureAwait(false);
        }
        catch (EdxmlFormatException e)
        {
            return await evidence.RunAsync(arrival, settled, packet, content, e.Code, e.SentenceVi, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or LinkUnreachableException or StoreUnavailableException or OutOfMemoryException))
        {
            // One packet that this node cannot take, whatever the reason, holds up no other of the channel.
            Log.ForeignPacketBroke(logger, arrival.Channel.Value, e);
            outcome = Broke;
        }

        return outcome is ForeignOutcome.Later { Patience: not Patience.Unlimited } over && arrival.Last
            ? await evidence.RunAsync(arrival, settled, packet, content, over.Code, over.Sentence, cancellationToken).ConfigureAwait(false)
            : outcome;
    }

    private async Task<ForeignContent> ReadAsync(HashedPacket packet, CancellationToken cancellationToken)
    {
        var stream = files.Open(packet.Digest, packet.Small);
        await using (stream.ConfigureAwait(false))
        {
            return await ForeignContent.ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ForeignOutcome> TakeAsync(
        ForeignArrival arrival, Action<ISession, ForeignOutcome> settled, HashedPacket packet, ForeignContent content, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var from = content.Message.From.OrganId;
        if (Refuse(arrival, content.Message) is { } refusal)
        {
            return refusal.Later
                ? new ForeignOutcome.Later(refusal.Code, refusal.Sentence, Patience.Days)
                : await evidence.RunAsync(arrival, settled, packet, content, refusal.Code, refusal.Sentence, cancellationToken).ConfigureAwait(false);
        }

        var recipients = Recipients(arrival, content.Message, now);
        if (recipients.Count == 0 && arrival.To is { } listed && directory.Snapshot.FindAgency(listed, now) is null)
        {
            // Whom the channel means may be whoever continues those in the packet: a newer directory will tell.
            return new ForeignOutcome.Later("RECIPIENT_UNKNOWN", $"Máy chủ giao gói tin này cho {listed}, danh bạ chưa có; cập nhật danh bạ rồi nhận lại.", Patience.Days);
        }

        if (recipients.Count > limits.MaxRecipients)
        {
            return await evidence.RunAsync(
                arrival, settled, packet, content, "TOO_MANY_RECIPIENTS", $"Gói tin nêu quá {limits.MaxRecipients} nơi nhận.", cancellationToken).ConfigureAwait(false);
        }

        var plan = route.Plan(recipients, content.Message, arrival.Channel, now);
        if (plan.Here.Count + plan.Links.Count == 0)
        {
            var why = plan.Refused.Count > 0 ? plan.Refused[0] : new UnroutableRecipient(from, "RECEIVER_MISSING", "Gói tin không nêu nơi nhận nào.");
            return why.Code is "RECIPIENT_UNKNOWN" or "NO_ROUTE"
                ? new ForeignOutcome.Later(why.Code, why.Sentence, Patience.Days)
                : await evidence.RunAsync(arrival, settled, packet, content, why.Code, why.Sentence, cancellationToken).ConfigureAwait(false);
        }

        OrganId[] taken = [.. plan.Here.Select(static h => h.Addressed), .. plan.Links.SelectMany(static l => l.Recipients).Select(static r => r.Addressed)];
        var judged = await verify.AtGatewayAsync(packet, content, taken, plan.Here.Count > 0 ? JudgeScope.Recipient : JudgeScope.Relay, cancellationToken).ConfigureAwait(false);
        if (judged.Decision.Action is TransportAction.Quarantine or TransportAction.RetryLater)
        {
            var sentence = judged.Report.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.Failed)?.Detail ?? "Gói tin không đọc được.";
            return await evidence.RunAsync(arrival, settled, packet, content, Verdicts.Name(judged.Report.SubIndication), sentence, cancellationToken).ConfigureAwait(false);
        }

        var key = ContentKey.Of(content.Message, judged.Row.Facts);
        var verdict = verify.Row(judged.Report, packet.Digest);
        return await store.WriteAsync(session => Commit(session, arrival, judged, plan, key, verdict, settled, now), cancellationToken).ConfigureAwait(false);
    }

    private ForeignOutcome.Stored Commit(ISession session, ForeignArrival arrival, JudgedPacket packet, RoutePlan plan, Digest key, VerdictRow verdict, Action<ISession, ForeignOutcome> settled, DateTimeOffset now)
    {
        var digest = packet.Row.Digest;
        bool IsNew(OrganId receiver) => session.VxpLinks.AddContent(arrival.Channel, key, receiver, digest, now);
        var here = plan.Here.Where(h => IsNew(h.Addressed)).ToList();
        var links = plan.Links.Select(l => l with { Recipients = [.. l.Recipients.Where(r => IsNew(r.Addressed))] }).Where(static l => l.Recipients.Count > 0).ToList();
        if (here.Count + links.Count == 0)
        {
            // In whatever spelling it came again: the receivers have it, and the other side may know.
            var again = new ForeignOutcome.Stored(digest, true);
            session.Journal.Append(new JournalEntry(now, "foreign-packet-again", digest, Agency: arrival.Channel.Value, Detail: arrival.Name));
            settled(session, again);
            return again;
        }

        KeepEvidence.Release(session, arrival, digest, now);
        session.Packets.Add(packet.Row, packet.Inline);
        verify.Keep(session, packet.Report, verdict);
        List<RecipientOutcome> outcomes =
        [
            .. here.Select(static h => new RecipientOutcome(h.Addressed, h.Agency.Code, true)),
            .. links.SelectMany(static l => l.Recipients).Select(static r => new RecipientOutcome(r.Addressed, r.Delivered, true)),
        ];
        var receipt = own.Draft(packet.Row, ReceiptEvent.ReceivedFromNonErds, now, issuedTo: null) with
        {
            HandedOverBy = arrival.Channel,
            Verdict = packet.Report.Verdict,
            Recipients = [.. outcomes.OrderBy(static r => r.Addressed)],
        };
        var issued = session.Receipts.Issue(receipt);
        var offer = new Offer(
            Guid.CreateVersion7(now), digest, packet.Row.Size, packet.Row.Kind, packet.Row.From, packet.Row.Facts.Priority,
            [.. outcomes.Select(static r => new DeliveryRecipient(r.Addressed, r.Delivered)).OrderBy(static r => r.Addressed)], [arrival.Channel], directory.Versions).ToCanonicalBytes();
        var delivery = Offer.Parse(offer).Delivery;
        session.Arrivals.Add(new Arrival(arrival.Channel, delivery, Digest.Of(offer), digest, now, [issued.Digest], [arrival.Channel], [.. outcomes.Select(static r => r.Addressed)], offer));
        session.Journal.Append(new JournalEntry(now, "foreign-packet-received", digest, issued.Digest, delivery, arrival.Channel.Value, To: packet.Report.Verdict, Detail: arrival.Name));
        if (here.Count > 0 && packet.Row.Native && packet.Row.Content is not null)
        {
            stamp.Received(session, packet.Row, now);
        }

        var filed = takeHere.Run(session, packet, here, now);
        var begun = packet.Message is { } message ? new BegunChanges(withdraw.Run(session, message, [.. outcomes.Select(static r => r.Addressed)], digest, now), []) : BegunChanges.None;
        forward.Run(session, packet, begun.Remaining(links), [arrival.Channel], OfferRules.CarriedPriority(Offer.Parse(offer), OfferRules.AnsweredPriority(session, packet.Message)), now);
        Consign(session, packet, filed, now);
        foreach (var refused in plan.Refused.Where(static r => r.Code != "NO_ROUTE"))
        {
            session.Journal.Append(new JournalEntry(now, "foreign-recipient-refused", digest, Agency: refused.Addressed.Value, To: refused.Code, Detail: refused.Sentence));
        }

        var outcome = new ForeignOutcome.Stored(digest, false);
        settled(session, outcome);
        return outcome;
    }

    // Consigned at this node: said like any consignment, and owed back over the channel, where it becomes a status 01.
    private void Consign(ISession session, JudgedPacket packet, IReadOnlyList<FiledRecipient> filed, DateTimeOffset now)
    {
        foreach (var (what, reason, recipients) in packet.Row.Kind == PacketKind.Document ? Consignments.Of(filed) : [])
        {
            tellHome.Run(session, own.Draft(packet.Row, what, now, issuedTo: null) with { Verdict = packet.Report.Verdict, ReasonCode = reason, Recipients = recipients }, now);
        }
    }

    private Refused? Refuse(ForeignArrival arrival, Message message)
    {
        if (message.Kind != arrival.Kind)
        {
            return new Refused("KIND_NOT_AS_LISTED", "Gói tin không thuộc loại mà máy chủ liệt kê.", false);
        }

        var from = message.From.OrganId;
        return directory.Routes.CheckHandOver(arrival.Channel, from) switch
        {
            HandOver.Allowed => null,
            HandOver.UnknownSender => new Refused("SENDER_UNKNOWN", $"Danh bạ chưa có nơi gửi {from}; cập nhật danh bạ rồi nhận lại.", true),
            _ => new Refused("SENDER_NOT_BEHIND_LINK", $"Kết nối này không được chuyển văn bản nhân danh {from}.", false),
        };
    }

    // The channel's receiver counts when the packet addresses it, by whichever of its codes, or addresses nobody (T23); or when it stands for those addressed: the
    // server has directed the packet to their successor or office already (REF-03, LVL-05).
    private List<DeliveryRecipient> Recipients(ForeignArrival arrival, Message message, DateTimeOffset at)
    {
        var addressed = message.ConcernedAgencies;
        if (arrival.To is not { } to || message is StatusMessage)
        {
            return [.. addressed.Select(Itself)];
        }

        if (addressed.Count == 0 || addressed.Contains(to))
        {
            return [Itself(to)];
        }

        var snapshot = directory.Snapshot;
        var agency = snapshot.FindAgency(to)?.Code;
        List<OrganId> own = [.. addressed.Where(a => agency is not null && snapshot.FindAgency(a)?.Code == agency)];
        return own.Count > 0 ? own.ConvertAll(Itself) : [.. addressed.Where(a => Standing.StandsFor(snapshot, a, to, at)).Select(a => new DeliveryRecipient(a, to))];
    }

    private static DeliveryRecipient Itself(OrganId agency) => new(agency, agency);

    private async Task<HashedPacket> KeepAsync(FileStream bytes, long size, CancellationToken cancellationToken)
    {
        try
        {
            bytes.Position = 0;
            if (size <= PacketRow.InlineBytes)
            {
                var small = new byte[size];
                await bytes.ReadExactlyAsync(small, cancellationToken).ConfigureAwait(false);
                files.Discard(bytes);
                return new HashedPacket(Digest.Of(small), size, small);
            }

            var digest = await HashedCopy.RunAsync(bytes, Stream.Null, size, cancellationToken).ConfigureAwait(false) ?? throw new IOException("The file grew while it was hashed.");
            await files.KeepAsync(bytes, digest, cancellationToken).ConfigureAwait(false);
            return new HashedPacket(digest, size, null);
        }
        catch
        {
            files.Discard(bytes);
            throw;
        }
    }

    private sealed record Refused(string Code, string Sentence, bool Later);
}
