using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Journal heads as witnesses: neighbours' heads held here, neighbours' signatures over heads of this node, and what contradicts.</summary>
public interface IHeads
{
    /// <summary>The head held of one log of a neighbour.</summary>
    HeldHead? FindHeld(NodeId node, string log);

    /// <summary>The heads held of a neighbour, one per log, oldest first.</summary>
    IReadOnlyList<HeldHead> HeldOf(NodeId node);

    /// <summary>Holds a newer head in place of the one before.</summary>
    void PutHeld(HeldHead head);

    /// <summary>Keeps a neighbour's signature over a head of this node; <c>false</c> when it is here already.</summary>
    bool AddCosignature(HeadCosignature cosignature);

    /// <summary>The newest signature of a neighbour over a head of a log.</summary>
    HeadCosignature? LastCosignature(int log, NodeId neighbour);

    /// <summary>The smallest head of a log, of at least the size, that each neighbour signed.</summary>
    IReadOnlyList<HeadCosignature> CosignaturesFrom(int log, long treeSize);

    /// <summary>Keeps a contradiction; <c>false</c> when that log's is known from that witness.</summary>
    bool AddAlarm(HeadAlarm alarm);

    /// <summary>All contradictions, oldest first.</summary>
    IReadOnlyList<HeadAlarm> Alarms();
}
