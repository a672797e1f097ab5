namespace Axis.Node.Mail;

/// <summary>The conversation with a mail server cannot go on; the message is a Vietnamese sentence without secrets.</summary>
internal sealed class SmtpFaultException(string message) : Exception(message);
