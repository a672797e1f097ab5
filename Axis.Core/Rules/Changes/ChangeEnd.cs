namespace Axis.Core.Rules.Changes;

/// <summary>How a request stands with one recipient (RCL-06). The values are stored.</summary>
public enum ChangeEnd
{
    /// <summary>Asked, not answered.</summary>
    Pending = 1,

    /// <summary>Recalled before anybody at the receiver read it: withdrawn on the way, or cancelled unread at its node.</summary>
    Unread = 2,

    /// <summary>15: the receiver agrees and has done it.</summary>
    Agreed = 3,

    /// <summary>16: the receiver refuses.</summary>
    Refused = 4,

    /// <summary>16, because the work was finished before the request came.</summary>
    TooLate = 5,

    /// <summary>16, because the receiver has no such document.</summary>
    NotFound = 6,

    /// <summary>Replaced (kind 3).</summary>
    Replaced = 7,
}
