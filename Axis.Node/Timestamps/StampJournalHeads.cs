using System.Security.Cryptography;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Timestamps;

/// <summary>
/// Stamps the newest sealed journal head: one timestamp that proves the time of everything under it, however much that is. The stamp is no entry of the journal
/// itself: it changes the state of nothing, and an entry about it would ask for the next head and the next stamp for ever.
/// </summary>
public sealed class StampJournalHeads(
    ITimestampAuthority authority,
    TimestampVerifier verifier,
    LiveDirectory directory,
    VerificationPolicy policy,
    TimestampOptions options,
    IStore store,
    TimeProvider time,
    ILogger<StampJournalHeads> logger)
{
    /// <summary>Stamps the newest head if it has no stamp.</summary>
    /// <returns>Whether one was stamped.</returns>
    /// <exception cref="TimestampUnavailableException">No authority answered.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.JournalHeads || store.Read(static s => s.Proofs.NewestUnstamped()) is not var (log, head))
        {
            return false;
        }

        var imprint = SHA256.HashData(head.Seal.Span);
        var context = new TimestampContext(directory.Snapshot, directory.Revocation, time.GetUtcNow(), policy.PacketLimits, options.Sunset());
        var token = await authority.StampAsync(
            imprint,
            HashAlgorithmName.SHA256,
            t => verifier.Verify(t, _ => imprint, context).FirstProblem is { Outcome: CheckOutcome.Failed } problem ? problem.Detail : null,
            cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(
            session =>
            {
                session.Proofs.AddStamp(new JournalStamp(log, head.TreeSize, token.Der, token.Time));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        Log.HeadStamped(logger, head.TreeSize, token.Time);
        return true;
    }
}
