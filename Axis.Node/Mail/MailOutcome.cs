namespace Axis.Node.Mail;

/// <summary>What came of handing one message to the mail server; whether it may be tried again is a property of the kind.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>Why the server did not take it, in words; <c>null</c> when it did.</summary>
    public string? Fault => this switch
    {
        Later later => later.Reason,
        Refused refused => refused.Reason,
        _ => null,
    };

    /// <summary>The server has taken it.</summary>
    public sealed record Taken : MailOutcome;

    /// <summary>Not now: no line, no protection, no sign-in, or a temporary answer (4yz). The message stays due.</summary>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="ServerFails">Whether it is the server or the way to it that fails, so that any other message would fare the same now.</param>
    public sealed record Later(string Reason, bool ServerFails) : MailOutcome;

    /// <summary>The server refused the receiver or the message for good (5yz).</summary>
    public sealed record Refused(string Reason) : MailOutcome;
}
