using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>Why a recipient is late or stuck, and what fits it.</summary>
/// <param name="Reason">In words.</param>
/// <param name="ReasonEn">In English.</param>
/// <param name="Act"><c>resend</c>, <c>remind</c>, <c>call</c> or <c>replace</c>.</param>
/// <param name="MayRemind">Whether a reminder to the receiver makes sense.</param>
public sealed record StandstillView(string Reason, string ReasonEn, string Act, bool MayRemind);

/// <summary>One reminder to a receiver.</summary>
/// <param name="At">When somebody asked for it.</param>
/// <param name="By">Who; the pseudonym where the account is gone.</param>
/// <param name="State"><c>text</c> (given to the clerk as text), <c>due</c>, <c>sent</c>, <c>refused</c> or <c>dropped</c> (the receiver acted before it was mailed).</param>
/// <param name="Receiver">The mailbox; <c>null</c> when nothing is mailed.</param>
/// <param name="Error">What stood in the way of the mail last.</param>
public sealed record ReminderView(DateTimeOffset At, string By, string State, string? Receiver, string? Error);

/// <summary>Whom to call.</summary>
/// <param name="Kind"><c>agency</c> (the receiver), <c>focal-office</c>, <c>superior</c>, <c>node</c> (operators of the node where it stands still) or <c>node-above</c>.</param>
/// <param name="Code">Code of the agency or name of the node.</param>
/// <param name="Name">Its name.</param>
/// <param name="Telephone">Number as people write it; <c>null</c> when the directory states none.</param>
/// <param name="TelephoneAddress">The same as a <c>tel:</c> address (RFC 3966).</param>
/// <param name="Mail">Mailbox; <c>null</c> when the directory states none.</param>
public sealed record ContactView(string Kind, string Code, string Name, string? Telephone, string? TelephoneAddress, string? Mail)
{
    /// <summary>Whether the directory states any way to reach it.</summary>
    [JsonIgnore]
    public bool Known => Telephone is not null || Mail is not null;
}

/// <summary>A reminder's words, ready to be copied.</summary>
public sealed record ReminderTextView(string Subject, string Text);

/// <summary>One recipient with everything that helps to move it on.</summary>
public sealed record FollowUpView
{
    /// <summary>Where it stands and why.</summary>
    public required TrackingLine Line { get; init; }

    /// <summary>Whom to call, the nearest first.</summary>
    public required IReadOnlyList<ContactView> Contacts { get; init; }

    /// <summary>Reminders so far, newest first.</summary>
    public required IReadOnlyList<ReminderView> Reminders { get; init; }

    /// <summary>What a reminder would say; <c>null</c> when there is nothing to remind of.</summary>
    public ReminderTextView? Text { get; init; }

    /// <summary>Whether a reminder would be mailed; otherwise its text is given to the clerk.</summary>
    public bool ByMail { get; init; }

    /// <summary>Whether the receiver was reminded in this working day.</summary>
    public bool RemindedToday { get; init; }
}

/// <summary>Which recipients to remind.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RemindReceivers
{
    /// <summary>Lines of tracking, 1 to 100.</summary>
    public required IReadOnlyList<Guid> Lines { get; init; }
}

/// <summary>What came of reminding one recipient: a reminder, or the reason why there is none.</summary>
public sealed record RemindedView
{
    /// <summary>The line of tracking.</summary>
    public required Guid Line { get; init; }

    /// <summary>Code of the receiver.</summary>
    public string? Recipient { get; init; }

    /// <summary>Its name.</summary>
    public string? RecipientName { get; init; }

    /// <summary>Số/ký hiệu of the document.</summary>
    public string? Code { get; init; }

    /// <summary>The reminder.</summary>
    public ReminderView? Reminder { get; init; }

    /// <summary>Its words.</summary>
    public ReminderTextView? Text { get; init; }

    /// <summary>Stable code of the reason why there is none.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Its sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>In English.</summary>
    public string? ReasonEn { get; init; }
}
