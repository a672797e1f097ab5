using Axis.Core.Contracts;
using Axis.Node.Journal;
using Axis.Node.Storage;
using Axis.Signing.Seals;
using VerificationView = Axis.Core.Contracts.JournalVerification;

namespace Axis.Node.Api;

/// <summary>Checks the whole journal, the seals of its heads included, against itself and against the heads that neighbours hold.</summary>
internal sealed class JournalCheck(IStore store, SealVerifier seals, IWitnesses witnesses, NodeDirectory directory)
{
    public async Task<VerificationView> RunAsync(CancellationToken cancellationToken)
    {
        var answers = await witnesses.RunAsync(cancellationToken).ConfigureAwait(false);
        var result = new JournalVerifier(store, IsSealValid).Verify([.. answers.SelectMany(static a => a.Heads)], cancellationToken);
        var (log, head) = store.Read(static session => (session.Journal.Log(), session.Journal.LastHead()));
        return new VerificationView(
            result.Passed, result.Entries, result.Heads, result.SealedEntries, result.Passed ? head?.Root.ToString() : null, result.Problems.Count == 0 ? null : string.Join(' ', result.Problems))
        {
            Witnesses = [.. answers.Select(a => new JournalWitness(a.Neighbour.Value, a.Heads.Count, a.Heads.Where(h => h.Log == log.Epoch).Select(static h => (long?)h.TreeSize).Max(), a.Remark))],
            Notes = result.Notes,
        };
    }

    private bool IsSealValid(JournalHead head) =>
        seals.VerifyHead(head.Seal, directory.Current(), head.At) is SealValid valid
        && valid.Head.TreeSize == head.TreeSize
        && valid.Head.Root == head.Root
        && valid.Head.Issuer == directory.Self;
}
