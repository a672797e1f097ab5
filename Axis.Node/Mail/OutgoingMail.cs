namespace Axis.Node.Mail;

/// <summary>One message to one receiver. One receiver each, so that a refused address holds up nobody else and each is sent once.</summary>
/// <param name="Id">Stable name of the message, ASCII letters, digits, dots and hyphens: the same for every try, so that a mailbox can tell a repeat (RFC 5322 §3.6.4).</param>
/// <param name="To">The receiver's address.</param>
/// <param name="Subject">Subject, any letters.</param>
/// <param name="Body">Text.</param>
/// <param name="At">When it was made.</param>
public sealed record OutgoingMail(string Id, string To, string Subject, string Body, DateTimeOffset At)
{
    /// <summary>The file that goes with it, if any.</summary>
    public MailFile? File { get; init; }
}

/// <summary>A file in a message.</summary>
/// <param name="Name">ASCII name.</param>
/// <param name="MediaType">Its media type with parameters.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MailFile(string Name, string MediaType, byte[] Content);
