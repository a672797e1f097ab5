using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Changes;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Node.Incoming;

/// <summary>
/// Receive = Authenticate → StoreBytes → Verify → RoutePacket → TakeHere / Forward / Quarantine → IssueReceipts; ends at one durable commit, and only then is the
/// neighbour answered.
/// </summary>
public sealed class ReceiveDelivery(
    Authenticate authenticate,
    StoreBytes storeBytes,
    RoutePacket route,
    Verify verify,
    TakeHere takeHere,
    Forward forward,
    IssueReceipts issueReceipts,
    WithdrawDeliveries withdraw,
    DirectoryRefresh refresh,
    AwaitStamp stamp,
    LimitOptions limits,
    IStore store,
    TimeProvider time)
{
    /// <summary>A neighbour offers a delivery, perhaps with the packet.</summary>
    /// <exception cref="LinkException">It is refused; nothing was kept.</exception>
    public async Task<ReceiveOutcome> OfferAsync(Neighbour neighbour, DeliveryFrame frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(neighbour);
        ArgumentNullException.ThrowIfNull(frame);
        AuthenticatedOffer offered;
        try
        {
            offered = authenticate.Run(neighbour, frame.OfferBytes);
        }
        catch (LinkException e) when (e.Error == LinkErrors.DirectoryNewer)
        {
            refresh.Wake(neighbour.Id);
            throw;
        }

        if (authenticate.NamesNewerDirectory(offered.Offer))
        {
            // What this offer needs is known; a next key that the newer version states will be needed before long.
            refresh.Wake(neighbour.Id);
        }

        if (Repeat(offered) is { } repeat)
        {
            return repeat;
        }

        if (store.Read(s => s.Isolations.IsWithheld(offered.Offer.Packet)))
        {
            // What was purged does not come back by another way (SEC-03).
            throw new LinkException(LinkErrors.ContentIsolated) { Delivery = offered.Offer.Delivery };
        }

        // A receipt that is forged, or speaks of another packet, proves nothing and is not kept.
        var attestations = verify.Sound(frame.Attestations, offered.Offer.Packet);
        if (!frame.Packet.IsEmpty)
        {
            return await FinishAsync(offered, attestations, storeBytes.Take(offered.Offer, frame.Packet), cancellationToken).ConfigureAwait(false);
        }

        if (storeBytes.MaySkip(offered))
        {
            return await FinishAsync(offered, attestations, new PacketBytes.Known(), cancellationToken).ConfigureAwait(false);
        }

        if (storeBytes.TryResume(offered) is { } complete)
        {
            using (complete)
            {
                return await FinishLargeAsync(offered, attestations, cancellationToken).ConfigureAwait(false);
            }
        }

        await KeepAttestationsAsync(neighbour.Id, attestations, cancellationToken).ConfigureAwait(false);
        return new ReceiveOutcome.Wanted(await storeBytes.WantAsync(offered, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Bytes of an offered packet.</summary>
    /// <exception cref="LinkException">They are refused.</exception>
    public async Task<ReceiveOutcome> ContentAsync(Neighbour neighbour, Guid delivery, long offset, Stream body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(neighbour);
        var settled = store.Read(s => s.Arrivals.Find(neighbour.Id, delivery));
        if (settled is not null)
        {
            return Receipted(settled);
        }

        using var complete = await storeBytes.AppendAsync(neighbour.Id, delivery, offset, body, cancellationToken).ConfigureAwait(false);
        if (complete is null)
        {
            return new ReceiveOutcome.Wanted(storeBytes.StoredLength(neighbour.Id, delivery));
        }

        AuthenticatedOffer offered;
        try
        {
            offered = authenticate.Run(neighbour, complete.OfferBytes);
        }
        catch (LinkException e) when (e.Error == LinkErrors.DirectoryNewer)
        {
            await storeBytes.KeepCompleteAsync(neighbour.Id, delivery, cancellationToken).ConfigureAwait(false);
            refresh.Wake(neighbour.Id);
            throw;
        }

        return await FinishLargeAsync(offered, verify.Attestations(offered.Offer.Packet), cancellationToken).ConfigureAwait(false);
    }

    // The bytes are complete in their file, which no row names yet: a refusal says whether they wait there for the next offer or go.
    private async Task<ReceiveOutcome> FinishLargeAsync(AuthenticatedOffer offered, IReadOnlyList<SealedReceipt> attestations, CancellationToken cancellationToken)
    {
        try
        {
            return await FinishAsync(offered, attestations, new PacketBytes.Kept(), cancellationToken).ConfigureAwait(false);
        }
        catch (LinkException e) when (e.Error == LinkErrors.DirectoryNewer)
        {
            await storeBytes.KeepCompleteAsync(offered.Neighbour.Id, offered.Offer.Delivery, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (LinkException e) when (e.Error == LinkErrors.QuarantineFull)
        {
            await storeBytes.GiveUpAsync(offered, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ReceiveOutcome> FinishAsync(AuthenticatedOffer offered, IReadOnlyList<SealedReceipt> attestations, PacketBytes bytes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var packet = await verify.RunAsync(offered, attestations, bytes, route.MayEndHere(offered.Offer.Recipients, now), cancellationToken).ConfigureAwait(false);
        var plan = route.Plan(offered.Offer.Recipients, packet.Message, offered.Neighbour.Id, now);
        if (packet.Decision.Action == TransportAction.RetryLater && authenticate.NamesNewerDirectory(offered.Offer))
        {
            refresh.Wake(offered.Neighbour.Id);
            throw new LinkException(LinkErrors.DirectoryNewer);
        }

        var answered = packet.Message is StatusMessage ? store.Read(s => OfferRules.AnsweredPriority(s, packet.Message)) : null;
        var fault = packet.Decision.Action is TransportAction.Quarantine or TransportAction.RetryLater ? null : OfferRules.Fault(offered.Offer, packet.Message, packet.Vouched, answered);
        var priority = OfferRules.CarriedPriority(offered.Offer, answered);
        var verdict = verify.Row(packet.Report, packet.Row.Digest);
        try
        {
            var issued = await store.WriteAsync(session => Commit(session, offered, attestations, packet, plan, fault, priority, verdict, now), cancellationToken).ConfigureAwait(false);
            JourneyMeter.Received(packet.Report.Verdict);
            return new ReceiveOutcome.Receipted([.. issued.Select(static i => i.Sealed)]);
        }
        catch (DuplicateArrivalException)
        {
            // The same delivery came twice at once and the other one was first: its receipts are the answer. It may stand in the same transaction and not be
            // on disk yet, so the question goes through the writer, which answers after the commit.
            var first = await store.WriteAsync(session => session.Arrivals.Find(offered.Neighbour.Id, offered.Offer.Delivery), cancellationToken).ConfigureAwait(false);
            return Answer(offered, first) ?? throw new LinkException(LinkErrors.DeliveryUnderWay);
        }
    }

    private IReadOnlyList<IssuedReceipt> Commit(
        ISession session,
        AuthenticatedOffer offered,
        IReadOnlyList<SealedReceipt> attestations,
        JudgedPacket packet,
        RoutePlan plan,
        LinkError? fault,
        int priority,
        VerdictRow verdict,
        DateTimeOffset now)
    {
        storeBytes.Forget(session, offered.Neighbour.Id, offered.Offer.Delivery);
        session.Packets.Add(packet.Row, packet.Inline);
        verify.Keep(session, packet.Report, verdict);
        foreach (var attestation in attestations)
        {
            session.Receipts.Keep(attestation, ReceiptXml.Read(attestation.Bytes.Span), now);
        }

        ReceptionOutcomes outcomes;
        if (fault is not null)
        {
            outcomes = Quarantine.Run(limits, session, offered, packet, plan, fault.Code, fault.SentenceVi, now);
        }
        else if (packet.Decision.Action is TransportAction.Quarantine or TransportAction.RetryLater || IsUndecidedStatus(packet, plan))
        {
            outcomes = Quarantine.Run(limits, session, offered, packet, plan, Verdicts.Name(packet.Report.SubIndication), FirstFailure(packet.Report), now);
        }
        else
        {
            if (plan.Here.Count > 0)
            {
                stamp.Received(session, packet.Row, now);
            }

            var filed = takeHere.Run(session, packet, plan.Here, now);

            // A recall overtakes here what has not gone on yet (RCL-06); for those recipients it ends here.
            var begun = packet is { Message: { } message, Decision.Action: TransportAction.Deliver } ? new BegunChanges(withdraw.Run(session, message, [.. offered.Offer.Recipients.Select(static r => r.Addressed)], packet.Row.Digest, now), []) : BegunChanges.None;
            var relayed = forward.Run(session, packet, begun.Remaining(plan.Links), offered.Offer.Via, priority, now);
            outcomes = new ReceptionOutcomes(
                [.. relayed, .. filed.Where(static f => f.Held).Select(static f => f.Outcome)],
                [.. filed.Where(static f => f.Consigned).Select(static f => f.Outcome)],
                [.. plan.Refused.Select(static r => new RecipientOutcome(r.Addressed, r.Addressed, false, r.Code))],
                [.. filed.Where(static f => !f.Outcome.Accepted).Select(static f => f.Outcome)])
            {
                Withdrawn = begun.Withdrawn(plan.Links),
            };
        }

        return issueReceipts.Run(session, offered, packet, attestations, outcomes, now);
    }

    // A document that nobody can decide waits for the recipient's clerk. A status has no clerk between it and the history it writes, so one that cannot be
    // decided writes nothing.
    private static bool IsUndecidedStatus(JudgedPacket packet, RoutePlan plan) =>
        packet is { Message: StatusMessage, Decision.Action: TransportAction.Hold } && plan.Here.Count > 0;

    private static string FirstFailure(VerificationReport report) =>
        report.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.Failed)?.Detail ?? "Gói tin không kiểm tra được chữ ký.";

    private ReceiveOutcome.Receipted? Repeat(AuthenticatedOffer offered) =>
        Answer(offered, store.Read(s => s.Arrivals.Find(offered.Neighbour.Id, offered.Offer.Delivery)));

    private ReceiveOutcome.Receipted? Answer(AuthenticatedOffer offered, Arrival? known) =>
        known is null ? null
        : known.Offer == offered.Digest ? Receipted(known)
        : throw new LinkException(LinkErrors.OfferConflict) { Delivery = offered.Offer.Delivery };

    private ReceiveOutcome.Receipted Receipted(Arrival arrival) => new(store.Read(s => s.Receipts.Get(arrival.Receipts)));

    // Large packets: the proofs that came with the offer are kept until the bytes are complete.
    private Task KeepAttestationsAsync(NodeId neighbour, IReadOnlyList<SealedReceipt> sound, CancellationToken cancellationToken) => sound.Count == 0
        ? Task.CompletedTask
        : store.WriteAsync(
            session =>
            {
                foreach (var attestation in sound)
                {
                    session.Receipts.Keep(attestation, ReceiptXml.Read(attestation.Bytes.Span), time.GetUtcNow());
                }

                return neighbour;
            },
            cancellationToken);
}
