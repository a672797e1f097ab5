using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Revocations;
using Axis.Node.Storage;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Xades;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Timestamps;

/// <summary>
/// Brings one packet as far as it gets now: stamps, collects, archives, in one durable commit. What was made is kept even when the next step has to wait. A repeat
/// after a crash makes it again; only one of two is kept.
/// </summary>
public sealed class RaiseLevel(
    ProofMaker maker,
    PacketVerifier verifier,
    LiveDirectory directory,
    VerificationPolicy policy,
    HeldRevocation held,
    TimestampOptions options,
    IStore store,
    IPacketFiles files,
    TimeProvider time,
    ILogger<RaiseLevel> log)
{
    private const int MostSteps = 8;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    /// <summary>A packet that waits for something is looked at again after this long at the latest.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromHours(6);

    /// <summary>Works on one packet.</summary>
    /// <exception cref="TimestampUnavailableException">No authority answered; what was made before is kept, and the packet stays due.</exception>
    public async Task RunAsync(Digest packet, CancellationToken cancellationToken)
    {
        var seen = store.Read(s => s.Proofs.Level(packet) is { } level ? (Level: level, Proofs: s.Proofs.Of(packet)) : default((PacketLevel Level, IReadOnlyList<SignatureProof> Proofs)?));
        if (seen is not { } known)
        {
            return;
        }

        var stamped = await OpenAsync(packet, cancellationToken).ConfigureAwait(false);
        if (stamped is null)
        {
            await WaitAsync(packet, known.Level, known.Proofs, [], "Gói tin không có chữ ký kiểm tra được nên không thể đóng dấu thời gian.", cancellationToken).ConfigureAwait(false);
            return;
        }

        var made = new List<SignatureProof>();
        try
        {
            for (var step = 0; step < MostSteps; step++)
            {
                var outcome = await maker.NextAsync(
                    stamped, [.. known.Proofs, .. made], directory.Snapshot, directory.Revocation, policy.PacketLimits, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                switch (outcome)
                {
                    case ProofMade more:
                        made.AddRange(more.Proofs);
                        continue;
                    case ProofWaits waits:
                        await WaitAsync(packet, known.Level, known.Proofs, made, waits.Reason, cancellationToken).ConfigureAwait(false);
                        if (waits.Missing is { } path)
                        {
                            held.Want(path);
                        }

                        return;
                    case ProofsComplete complete:
                        await KeepAsync(packet, known.Proofs, made, new PacketLevel(LevelOf([.. known.Proofs, .. made]), Pending: false, complete.RenewAt, 0, null), cancellationToken).ConfigureAwait(false);
                        return;
                }
            }

            throw new InvalidOperationException("The proofs of one packet do not come to an end.");
        }
        catch (TimestampUnavailableException e)
        {
            if (made.Count > 0)
            {
                await KeepAsync(packet, known.Proofs, made, known.Level with { Level = LevelOf([.. known.Proofs, .. made]), Reason = e.Message }, cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>The level that proofs have by their kinds; whether they hold is judged when somebody asks.</summary>
    public static SignatureLevel LevelOf(IReadOnlyList<SignatureProof> proofs)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        return proofs.Count == 0 ? SignatureLevel.B
            : !proofs.Any(static p => p.Kind == ProofKind.ValidationValues) ? SignatureLevel.T
            : proofs.Any(static p => p.Kind == ProofKind.ArchiveTimestamp) ? SignatureLevel.LTA : SignatureLevel.LT;
    }

    private async Task<StampedPacket?> OpenAsync(Digest packet, CancellationToken cancellationToken)
    {
        var small = store.Read(s => s.Packets.ReadInline(packet));
        Func<Stream> open = small is null ? () => files.OpenRead(packet) : () => new MemoryStream(small, writable: false);
        var options = NativeReadOptions.Default with { ComputePacketDigest = false };
        var stream = open();
        await using (stream.ConfigureAwait(false))
        {
            var check = await verifier.VerifyAsync(stream, options, cancellationToken).ConfigureAwait(false);
            return check.Passed ? new StampedPacket(check, open) : null;
        }
    }

    private async Task WaitAsync(
        Digest packet, PacketLevel before, IReadOnlyList<SignatureProof> proofs, IReadOnlyList<SignatureProof> made, string reason, CancellationToken cancellationToken)
    {
        var failures = before.Failures + 1;
        var level = new PacketLevel(LevelOf([.. proofs, .. made]), Pending: true, time.GetUtcNow() + Backoff.Delay(failures, FirstWait, LongestWait), failures, reason);
        if (level.Level >= options.Level)
        {
            // The level asked for is reached; what waits is a renewal.
            level = level with { Pending = false };
        }

        Log.Waits(log, packet.ToString(), level.Level.ToString(), level.DueAt, reason);
        await KeepAsync(packet, proofs, made, level, cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> KeepAsync(Digest packet, IReadOnlyList<SignatureProof> proofs, IReadOnlyList<SignatureProof> made, PacketLevel level, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                if (made.Count > 0)
                {
                    if (!session.Proofs.Add(packet, proofs.Count, made, now))
                    {
                        return false;
                    }

                    session.Journal.Append(new JournalEntry(now, "packet-proved", packet, From: LevelOf(proofs).ToString(), To: level.Level.ToString()));
                }

                session.Proofs.SetLevel(packet, level);
                return true;
            },
            cancellationToken);
}
