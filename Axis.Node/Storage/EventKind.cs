namespace Axis.Node.Storage;

/// <summary>What an event tells.</summary>
public enum EventKind
{
    /// <summary>A document lies in the inbox of an agency hosted here.</summary>
    DocumentReceived = 1,

    /// <summary>A document sent from here has another state at one recipient.</summary>
    DocumentStatus = 2,

    /// <summary>Nothing happened: an operator tries a receiver. Never stored.</summary>
    Test = 3,
}
