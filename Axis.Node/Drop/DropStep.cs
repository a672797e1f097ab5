namespace Axis.Node.Drop;

/// <summary>Moments between which a process may die.</summary>
public enum DropStep
{
    /// <summary>The marker is the node's; what it marks is not yet.</summary>
    Marked = 1,

    /// <summary>The thing is out of reach of the software that dropped it; nothing was done with it.</summary>
    Claimed = 2,

    /// <summary>The node has it durably; the software does not know.</summary>
    Committed = 3,

    /// <summary>The note stands in <c>sent/</c>, the thing not yet.</summary>
    Noted = 4,

    /// <summary>A document received is written whole under a temporary name.</summary>
    Written = 5,

    /// <summary>It stands in <c>in/</c>; the outbox of events does not know.</summary>
    Delivered = 6,
}
