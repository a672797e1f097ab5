namespace Axis.Node.Storage;

/// <summary>One reminder to a receiver of a document.</summary>
/// <param name="Line">The line of tracking: document × receiver.</param>
/// <param name="Day">The working day that it counts for, in Vietnam.</param>
/// <param name="At">When somebody asked for it.</param>
/// <param name="Actor">Who, as the journal names people.</param>
/// <param name="State">How it stands.</param>
/// <param name="Receiver">The mailbox; <c>null</c> when nothing is mailed.</param>
/// <param name="Tries">Attempts to mail it.</param>
/// <param name="DueAt">When it is tried next; <c>null</c> when it is not.</param>
/// <param name="SettledAt">When the mail server took or refused it.</param>
/// <param name="LastError">What stood in the way last.</param>
public sealed record ReminderRow(
    Guid Line, DateOnly Day, DateTimeOffset At, string Actor, ReminderState State, string? Receiver, int Tries, DateTimeOffset? DueAt, DateTimeOffset? SettledAt, string? LastError);
