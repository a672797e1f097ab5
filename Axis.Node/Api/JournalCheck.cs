using Axis.Node.Journal;
using Axis.Node.Storage;
using Axis.Signing.Seals;
using VerificationView = Axis.Core.Contracts.JournalVerification;

namespace Axis.Node.Api;

/// <summary>Checks the whole journal, the seals of its heads included.</summary>
internal sealed class JournalCheck(IStore store, SealVerifier seals, NodeDirectory directory)
{
    public VerificationView Run(CancellationToken cancellationToken)
    {
        var result = new JournalVerifier(store, IsSealValid).Verify(cancellationToken);
        var root = result.Passed ? store.Read(static session => session.Journal.LastHead())?.Root.ToString() : null;
        return new VerificationView(result.Passed, result.Entries, result.Heads, result.SealedEntries, root, result.Problems.Count == 0 ? null : string.Join(' ', result.Problems));
    }

    private bool IsSealValid(JournalHead head) =>
        seals.VerifyHead(head.Seal, directory.Current(), head.At) is SealValid valid
        && valid.Head.TreeSize == head.TreeSize
        && valid.Head.Root == head.Root
        && valid.Head.Issuer == directory.Self;
}
