using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>A receipt that this node states of its own accord, not as the answer to a delivery: issued, written into the history kept here, and owed to whoever handed the packet over.</summary>
public sealed class TellHome(Track track, PassOn passOn)
{
    /// <summary>States the receipt in the running transaction; the caller journals why.</summary>
    public IssuedReceipt Run(ISession session, Receipt receipt, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        var issued = session.Receipts.Issue(receipt);
        track.Run(session, receipt, issued.Digest, at);
        passOn.Run(session, receipt, issued.Digest, null, at);
        return issued;
    }
}
