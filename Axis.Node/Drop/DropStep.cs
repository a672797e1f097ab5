namespace Axis.Node.Drop;

/// <summary>Moments between which a process may die.</summary>
public enum DropStep
{
    /// <summary>The thing is out of reach of the software that dropped it; nothing was done with it.</summary>
    Claimed = 1,

    /// <summary>The node has it durably; the software does not know.</summary>
    Committed = 2,

    /// <summary>The note stands in <c>sent/</c>, the thing not yet.</summary>
    Noted = 3,

    /// <summary>A document received is written whole under a temporary name.</summary>
    Written = 4,

    /// <summary>It stands in <c>in/</c>; the outbox of events does not know.</summary>
    Delivered = 5,
}
