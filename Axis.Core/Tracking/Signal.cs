namespace Axis.Core.Tracking;

/// <summary>What one status or receipt says about one recipient. 1…6, 13, 15 and 16 are the wire's status codes (edXML §6.5).</summary>
public enum Signal
{
    /// <summary>01, or a ContentConsignment receipt.</summary>
    Arrived = 1,

    /// <summary>02.</summary>
    Refused = 2,

    /// <summary>03.</summary>
    Accepted = 3,

    /// <summary>04.</summary>
    Assigned = 4,

    /// <summary>05.</summary>
    Processing = 5,

    /// <summary>06.</summary>
    Finished = 6,

    /// <summary>13: the sender asks for the document back.</summary>
    TakeBackRequested = 13,

    /// <summary>15: the receiver agrees.</summary>
    ChangeAgreed = 15,

    /// <summary>16: the receiver does not.</summary>
    ChangeRefused = 16,

    /// <summary>A delivered update: the sender asks for a change.</summary>
    UpdateRequested = 17,

    /// <summary>A legal recall: the receiver must cancel the document (RCL-02).</summary>
    RecallRequested = 18,

    /// <summary>Another document takes this one's place for the recipient (RCL-10).</summary>
    Replaced = 19,

    /// <summary>A node refused the packet for good.</summary>
    Failed = 20,

    /// <summary>A node could not deliver in time.</summary>
    TimedOut = 21,

    /// <summary>A node withdrew the delivery before the recipient saw it (RCL-06).</summary>
    Withdrawn = 22,
}
