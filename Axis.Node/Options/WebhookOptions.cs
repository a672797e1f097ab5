namespace Axis.Node.Options;

/// <summary>One address that is told of events.</summary>
public sealed class WebhookOptions
{
    /// <summary>Its name in commands and in the journal: lower-case letters, digits and hyphens.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where to: https, or http on this machine.</summary>
    public string Address { get; set; } = "";

    /// <summary>File with the shared secret, one per line (two while it is changed); relative to the data folder.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Certificates (PEM) that the receiver's TLS certificate must come from; empty = those the system trusts.</summary>
    public string TrustedRoots { get; set; } = "";

    /// <summary>Agencies whose events it gets; empty = all that are hosted here.</summary>
    public IList<string> Agencies { get; } = [];

    /// <summary>Whether the subject (trích yếu) goes along; without it an event holds codes only.</summary>
    public bool IncludeSubject { get; set; }
}
