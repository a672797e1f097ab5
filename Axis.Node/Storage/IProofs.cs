using Axis.Core.Packets;
using Axis.Signing.Timestamps;

namespace Axis.Node.Storage;

/// <summary>Proofs beside packets, and what is due of them. Proofs are only ever added.</summary>
public interface IProofs
{
    /// <summary>Says that a stored packet is to be proved. Written with the packet; a repeat changes nothing.</summary>
    void Await(Digest packet, DateTimeOffset dueAt);

    /// <summary>Packets of which something is due, longest due first.</summary>
    IReadOnlyList<Digest> Due(DateTimeOffset now, int limit);

    /// <summary>When the next thing is due; <c>null</c> when nothing ever is.</summary>
    DateTimeOffset? NextDue();

    /// <summary>How many packets are due, counted up to a bound.</summary>
    int CountDue(DateTimeOffset now, int atMost);

    /// <summary>How far a packet is; <c>null</c> when it is not to be proved.</summary>
    PacketLevel? Level(Digest packet);

    /// <summary>Sets how far a packet is and what is due next.</summary>
    void SetLevel(Digest packet, PacketLevel level);

    /// <summary>Makes due what waits for its level until a later time, because what it waits for may have come.</summary>
    /// <param name="now">When it is due instead.</param>
    /// <param name="until">How late at most it was due; renewals of later years are not looked at.</param>
    void Resume(DateTimeOffset now, DateTimeOffset until);

    /// <summary>The proofs of a packet, oldest first.</summary>
    IReadOnlyList<SignatureProof> Of(Digest packet);

    /// <summary>Adds proofs behind the ones at hand.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="position">How many proofs the caller knew of.</param>
    /// <param name="proofs">The new ones, in order.</param>
    /// <param name="at">When they were made.</param>
    /// <returns><c>false</c> when others were added meanwhile, and nothing changes.</returns>
    bool Add(Digest packet, int position, IReadOnlyList<SignatureProof> proofs, DateTimeOffset at);

    /// <summary>The newest head of the newest log, with the log's number, unless it has a stamp.</summary>
    (int Log, JournalHead Head)? NewestUnstamped();

    /// <summary>Keeps a stamp over a journal head; a repeat changes nothing.</summary>
    void AddStamp(JournalStamp stamp);

    /// <summary>Stamps over heads of a log of at least that size, oldest first: the first one proves when an entry existed.</summary>
    IReadOnlyList<JournalStamp> Stamps(int log, long fromSize, int limit);
}
