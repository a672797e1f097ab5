namespace Axis.Node.Storage;

/// <summary>How a change request stands at the receiver. The values are stored.</summary>
public enum ChangeRequestState
{
    /// <summary>Its document has not come yet (RCL-13).</summary>
    Parked = 0,

    /// <summary>Waits for the clerk.</summary>
    Pending = 1,

    /// <summary>The document was cancelled unread; the node owes the sender a 15.</summary>
    UnreadToAnswer = 2,

    /// <summary>The same, and the 15 is on its way.</summary>
    Unread = 3,

    /// <summary>Answered with 15.</summary>
    Agreed = 4,

    /// <summary>Answered with 16.</summary>
    Declined = 5,

    /// <summary>It came when nothing could be changed any more; kept, and shown.</summary>
    NoEffect = 6,

    /// <summary>Replaced by the asking packet; nobody is asked.</summary>
    Replaced = 7,
}
