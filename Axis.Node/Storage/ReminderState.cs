namespace Axis.Node.Storage;

/// <summary>How a reminder stands. The values are stored.</summary>
public enum ReminderState
{
    /// <summary>The clerk was given its text; nothing is mailed.</summary>
    Text = 0,

    /// <summary>To be mailed.</summary>
    Due = 1,

    /// <summary>The mail server has it.</summary>
    Sent = 2,

    /// <summary>The mail server refused it for good, or did not take it for a day.</summary>
    Refused = 3,

    /// <summary>The receiver acted before it was mailed.</summary>
    Dropped = 4,
}
