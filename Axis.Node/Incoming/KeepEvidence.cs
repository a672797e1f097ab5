using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Incoming;

/// <summary>KeepEvidence: a packet of a gateway's channel that this node cannot take is kept as it came, with the reason, within the channel's quota; the channel is told why.</summary>
public sealed class KeepEvidence(LimitOptions limits, IStore store, IPacketFiles files, TimeProvider time)
{
    private static readonly OrganId NobodyKnown = OrganId.Parse("KHONG-RO");

    /// <summary>Keeps the packet.</summary>
    /// <param name="arrival">The packet's channel.</param>
    /// <param name="settled">Written in the same transaction: what the channel's own rows say of the outcome.</param>
    /// <param name="packet">Its bytes.</param>
    /// <param name="content">What it says; <c>null</c> when it cannot be read.</param>
    /// <param name="code">Why, stable.</param>
    /// <param name="sentence">Why, for people.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    public Task<ForeignOutcome> RunAsync(
        ForeignArrival arrival, Action<ISession, ForeignOutcome> settled, HashedPacket packet, ForeignContent? content, string code, string sentence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(packet);
        return store.WriteAsync<ForeignOutcome>(
            session =>
            {
                var now = time.GetUtcNow();
                var digest = packet.Digest;
                Release(session, arrival, digest, now);
                var kept = session.Quarantine.UseOf(arrival.Channel);
                if (kept.Packets >= limits.MaxQuarantinedPerNeighbour || kept.Bytes + packet.Size > limits.MaxQuarantineBytesPerNeighbour)
                {
                    return new ForeignOutcome.Later(LinkErrors.QuarantineFull.Code, LinkErrors.QuarantineFull.SentenceVi, Patience.Unlimited);
                }

                session.Packets.Add(Row(packet, content, now), packet.Small);
                session.Quarantine.Add(new QuarantineRow(
                    Guid.CreateVersion7(now), arrival.Channel, Guid.CreateVersion7(now), digest, packet.Size, code, sentence, Verdicts.Format(Indication.TotalFailed, SubIndication.FormatFailure), null, now));
                session.Journal.Append(new JournalEntry(now, "packet-quarantined", digest, Agency: arrival.Channel.Value, To: code, Detail: sentence));
                var outcome = new ForeignOutcome.Unusable(digest, code, sentence);
                settled(session, outcome);
                return outcome;
            },
            cancellationToken);
    }

    /// <summary>What was purged does not come back by another way (SEC-03); the file of one that is only isolated is the one that is kept for its officer.</summary>
    public Task<ForeignOutcome> RefuseIsolatedAsync(ForeignArrival arrival, Action<ISession, ForeignOutcome> settled, HashedPacket packet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(packet);
        return store.WriteAsync<ForeignOutcome>(
            session =>
            {
                var digest = packet.Digest;
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "foreign-packet-refused", digest, Agency: arrival.Channel.Value, To: LinkErrors.ContentIsolated.Code));
                if (packet.Small is null && session.Isolations.Find(digest) is { State: IsolationState.Purged })
                {
                    session.AfterCommit(() => files.Delete(digest));
                }

                var outcome = new ForeignOutcome.Unusable(digest, LinkErrors.ContentIsolated.Code, LinkErrors.ContentIsolated.SentenceVi);
                settled(session, outcome);
                return outcome;
            },
            cancellationToken);
    }

    /// <summary>A packet that was given up once and is tried again is no evidence of a refusal any more, or becomes it anew.</summary>
    public static void Release(ISession session, ForeignArrival arrival, Digest packet, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(arrival);
        if (session.Quarantine.FindKept(arrival.Channel, packet) is { } kept)
        {
            session.Quarantine.Release(kept, now);
            session.Journal.Append(new JournalEntry(now, "packet-tried-again", packet, Agency: arrival.Channel.Value, From: kept.ReasonCode, Detail: arrival.Name));
        }
    }

    private static PacketRow Row(HashedPacket packet, ForeignContent? content, DateTimeOffset now) => new(
        packet.Digest,
        null,
        content?.Message.Kind ?? PacketKind.Document,
        false,
        packet.Size,
        content?.Message.From.OrganId ?? NobodyKnown,
        JudgeForeign.DocumentIdOf(content?.Message),
        now,
        packet.Small is not null,
        null,
        content?.Facts ?? new PacketFacts());
}
