using System.Net;
using Axis.Core.Agencies;

namespace Axis.Node.Options;

/// <summary>A RabbitMQ broker that gets events. Without an address there is none, and nothing of its client is loaded.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>Name of the receiver in commands and in the journal.</summary>
    public const string Name = "rabbitmq";

    /// <summary>The broker: <c>amqps://host:5671</c>, or <c>amqp://</c> on this machine; empty = none.</summary>
    public string Address { get; set; } = "";

    /// <summary>Virtual host.</summary>
    public string VirtualHost { get; set; } = "/";

    /// <summary>Durable topic exchange; the node declares it.</summary>
    public string Exchange { get; set; } = "axis.events";

    /// <summary>Account at the broker.</summary>
    public string User { get; set; } = "";

    /// <summary>File with the account's password; relative to the data folder.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Certificates (PEM) that the broker's TLS certificate must come from; empty = those the system trusts.</summary>
    public string TrustedRoots { get; set; } = "";

    /// <summary>Agencies whose events it gets; empty = all that are hosted here.</summary>
    public IList<string> Agencies { get; } = [];

    /// <summary>Whether the subject (trích yếu) goes along; without it an event holds codes only.</summary>
    public bool IncludeSubject { get; set; }

    /// <summary>Whether an event that no queue takes counts as failed; otherwise the broker drops it in silence.</summary>
    public bool RequireQueue { get; set; } = true;

    /// <summary>Whether there is one.</summary>
    internal bool IsConfigured => Address.Length > 0;

    internal IEnumerable<string?> Problems(string key)
    {
        if (!IsConfigured)
        {
            yield break;
        }

        yield return IsAddress(Address) ? null : $"{key}:Address phải có dạng amqps://máy:cổng, không kèm tên đăng nhập hay đường dẫn (amqp:// chỉ dùng được trên chính máy này), không phải '{Address}'.";
        yield return User.Length > 0 ? null : $"{key}:User phải nêu tài khoản ở máy chủ RabbitMQ.";
        yield return PasswordFile.Length > 0 ? null : $"{key}:PasswordFile phải nêu tệp chứa mật khẩu.";
        yield return Exchange.Length is > 0 and <= 127 && !Exchange.StartsWith("amq.", StringComparison.Ordinal) ? null : $"{key}:Exchange phải có 1 đến 127 ký tự và không bắt đầu bằng 'amq.'.";
        yield return VirtualHost.Length > 0 ? null : $"{key}:VirtualHost không được để trống.";
        foreach (var agency in Agencies)
        {
            yield return OrganId.TryParse(agency, out _) ? null : $"{key}:Agencies: '{agency}' không phải mã định danh cơ quan.";
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { UserInfo: "", Fragment: "", Query: "", AbsolutePath: "" or "/", Host.Length: > 0 }
        && (address.Scheme == "amqps" || (address.Scheme == "amqp" && IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip)));
}
