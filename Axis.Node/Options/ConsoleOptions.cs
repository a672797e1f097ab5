namespace Axis.Node.Options;

/// <summary>The console in the browser: whether this node serves it, and how people sign in to it.</summary>
public sealed class ConsoleOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Console";

    /// <summary>Whether the pages are served at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Minutes without a request after which a session is over.</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Hours after which a session is over whatever happens.</summary>
    public int SessionHours { get; set; } = 12;

    /// <summary>Wrong attempts after which an account is not looked at for a while.</summary>
    public int MaxFailures { get; set; } = 5;

    /// <summary>Minutes of that while.</summary>
    public int LockMinutes { get; set; } = 15;

    /// <summary>Whether a browser may show a certificate on the API's https listener, to sign in with it.</summary>
    public bool ClientCertificates { get; set; }

    /// <summary>Seconds during which a refusal can be taken back before it leaves.</summary>
    public int UndoSeconds { get; set; } = 60;

    /// <summary>Hours after which an upload that nobody finished is removed.</summary>
    public int UploadHours { get; set; } = 24;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Need.Between("Console:IdleMinutes", IdleMinutes, 1, 1440),
        Need.Between("Console:SessionHours", SessionHours, 1, 168),
        Need.Between("Console:MaxFailures", MaxFailures, 3, 100),
        Need.Between("Console:LockMinutes", LockMinutes, 1, 1440),
        Need.Between("Console:UndoSeconds", UndoSeconds, 0, 600),
        Need.Between("Console:UploadHours", UploadHours, 1, 168));
}
