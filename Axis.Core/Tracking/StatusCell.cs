namespace Axis.Core.Tracking;

/// <summary>What a status means in a state: one cell of <see cref="StatusTable"/>.</summary>
public enum StatusCell
{
    /// <summary>✔ allowed: the state moves.</summary>
    Allowed = 1,

    /// <summary>r repeat: nothing changes.</summary>
    Repeat = 2,

    /// <summary>t tolerated skip: peers leave steps out; the state moves.</summary>
    Skip = 3,

    /// <summary>o late arrival: kept in the history, the state does not go back.</summary>
    Late = 4,

    /// <summary>w accepted from peers with a warning, forbidden in our own interface.</summary>
    Warned = 5,

    /// <summary>✖ an anomaly: shown, the state does not move.</summary>
    Anomaly = 6,
}
