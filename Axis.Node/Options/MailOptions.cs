using System.Net;
using Axis.Core.Agencies;

namespace Axis.Node.Options;

/// <summary>The mail server that reports go through. Without <see cref="Host"/> no mail is sent.</summary>
public sealed class MailOptions : ISettings
{
    private const int MostReceivers = 50;
    private const int SubmissionPort = 587;
    private const int SubmissionsPort = 465;

    /// <inheritdoc/>
    public static string Section => "Mail";

    /// <summary>Name or address of the server; empty = no mail.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port; 0 = 587, or 465 with TLS from the first byte.</summary>
    public int Port { get; set; }

    /// <summary>How the line is protected.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>PEM file of the roots that the server's certificate must come from, below the data folder unless it is a full path; empty = the machine's.</summary>
    public string TrustedRoots { get; set; } = "";

    /// <summary>Account; empty = no sign-in.</summary>
    public string User { get; set; } = "";

    /// <summary>File whose first line is the account's password, below the data folder unless it is a full path; only its owner may read it.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Address that reports come from.</summary>
    public string From { get; set; } = "";

    /// <summary>Who gets them.</summary>
    public IList<MailReceiverOptions> Receivers { get; } = [];

    /// <summary>Longest wait for one answer of the server, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Wait after a first failure, in seconds; it doubles.</summary>
    public int FirstRetrySeconds { get; set; } = 300;

    /// <summary>Longest wait between two tries, in seconds.</summary>
    public int MaxRetrySeconds { get; set; } = 14_400;

    /// <summary>Whether mail is sent at all.</summary>
    public bool Enabled => Host.Length > 0;

    /// <summary>The port in use.</summary>
    public int PortInUse => Port > 0 ? Port : Security == MailSecurity.Tls ? SubmissionsPort : SubmissionPort;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
    [
        Host.Length == 0 || Uri.CheckHostName(Host) is not UriHostNameType.Unknown ? null : $"Mail:Host phải là tên miền hoặc địa chỉ IP của máy chủ thư, không phải '{Host}'.",
        Need.Between("Mail:Port", Port, 0, 65_535),
        Security != MailSecurity.None || IsThisMachine(Host) ? null : "Mail:Security chỉ được là None khi Mail:Host là chính máy này (127.0.0.1, ::1 hoặc localhost).",
        (User.Length > 0) == (PasswordFile.Length > 0) ? null : "Mail:User và Mail:PasswordFile phải có cùng nhau.",
        User.Length <= 200 && !User.Any(char.IsControl) ? null : "Mail:User có tối đa 200 ký tự, không có ký tự điều khiển.",
        Host.Length == 0 || MailAddressText.IsValid(From) ? null : $"Mail:From phải là địa chỉ thư dạng ten@ten-mien, chỉ gồm chữ không dấu, không phải '{From}'.",
        Host.Length == 0 || Receivers.Count is > 0 and <= MostReceivers ? null : $"Mail:Receivers phải có từ 1 đến {MostReceivers} nơi nhận.",
        .. Receivers.SelectMany(static (r, i) => Of(r, $"Mail:Receivers:{i}")),
        Receivers.GroupBy(static r => r.Address, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static g => g.Count() > 1) is { } twice ? $"Mail:Receivers nêu địa chỉ '{twice.Key}' hai lần." : null,
        Need.Between("Mail:TimeoutSeconds", TimeoutSeconds, 1, 600),
        Need.Between("Mail:FirstRetrySeconds", FirstRetrySeconds, 1, 86_400),
        Need.AtLeast("Mail:MaxRetrySeconds", MaxRetrySeconds, "Mail:FirstRetrySeconds", FirstRetrySeconds),
        Need.Between("Mail:MaxRetrySeconds", MaxRetrySeconds, 1, 604_800),
    ]);

    private static IEnumerable<string?> Of(MailReceiverOptions receiver, string key)
    {
        yield return MailAddressText.IsValid(receiver.Address) ? null : $"{key}:Address phải là địa chỉ thư dạng ten@ten-mien, chỉ gồm chữ không dấu, không phải '{receiver.Address}'.";
        foreach (var agency in receiver.Agencies)
        {
            yield return OrganId.TryParse(agency, out _) ? null : $"{key}:Agencies: '{agency}' không phải mã định danh cơ quan.";
        }
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
