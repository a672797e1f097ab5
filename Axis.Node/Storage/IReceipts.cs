using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Storage;

/// <summary>Receipts issued here and received from others.</summary>
public interface IReceipts
{
    /// <summary>
    /// Issues a receipt. <see cref="Receipt.Previous"/> and <see cref="Receipt.JournalHead"/> are filled in here. It is sealed together with the other receipts
    /// of the same transaction (one signature for the batch) before the commit.
    /// </summary>
    IssuedReceipt Issue(Receipt receipt);

    /// <summary>Keeps a verified receipt of another node; <c>false</c> when it is here already.</summary>
    bool Keep(SealedReceipt receipt, Receipt content, DateTimeOffset at);

    SealedReceipt? Find(Digest receipt);

    /// <summary>All receipts about one packet, by time.</summary>
    IReadOnlyList<SealedReceipt> ListFor(Digest packet);

    /// <summary>Receipts for an exact set of digests, in that order; missing ones are left out.</summary>
    IReadOnlyList<SealedReceipt> Get(IReadOnlyList<Digest> receipts);
}
