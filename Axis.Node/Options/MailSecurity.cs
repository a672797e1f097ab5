namespace Axis.Node.Options;

/// <summary>How the line to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS (RFC 3207), required: without it nothing is sent.</summary>
    StartTls = 1,

    /// <summary>TLS from the first byte (RFC 8314 §3.3).</summary>
    Tls = 2,

    /// <summary>No protection; only to a relay on this machine.</summary>
    None = 3,
}
