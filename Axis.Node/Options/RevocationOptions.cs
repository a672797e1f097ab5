namespace Axis.Node.Options;

/// <summary>
/// Where revocation data may be fetched from. Nothing is fetched unless it is allowed here: a certificate names addresses, and a certificate may come from anybody.
/// </summary>
public sealed class RevocationOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Revocation";

    /// <summary>Addresses (or their beginnings) that certificates may send this node to, <c>http</c> or <c>https</c>.</summary>
    public IList<string> Allow { get; } = [];

    /// <summary>Whether the hosts that the CA certificates of the directory themselves name are allowed too.</summary>
    public bool AllowNamedByAnchors { get; set; }

    /// <summary>Revocation lists that are fetched always.</summary>
    public IList<string> Lists { get; } = [];

    /// <summary>OCSP responders asked about certificates that name none that is allowed.</summary>
    public IList<string> Responders { get; } = [];

    /// <summary>How many seconds one answer may take.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Largest list fetched, in bytes.</summary>
    public int MaxListBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Most requests of one run.</summary>
    public int MaxRequests { get; set; } = 200;

    /// <summary>Whether anything may be fetched at all.</summary>
    public bool IsOn => AllowNamedByAnchors || Allow.Count + Lists.Count + Responders.Count > 0;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All([
        .. Urls("Revocation:Allow", Allow),
        .. Urls("Revocation:Lists", Lists),
        .. Urls("Revocation:Responders", Responders),
        Need.Between("Revocation:TimeoutSeconds", TimeoutSeconds, 1, 120),
        Need.Between("Revocation:MaxListBytes", MaxListBytes, 1024, Axis.Signing.Trust.CrlReader.MaxBytes),
        Need.Between("Revocation:MaxRequests", MaxRequests, 1, 100_000)]);

    private static IEnumerable<string?> Urls(string key, IEnumerable<string> texts) => texts.Select((text, i) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0
            ? null
            : $"{key}:{i} phải là địa chỉ http hoặc https, không phải '{text}'.");
}
