using System.Net;
using System.Text.RegularExpressions;
using Axis.Core.Agencies;

namespace Axis.Node.Options;

/// <summary>Who outside the node is told of documents received and of states that change. Without a receiver no event is kept.</summary>
public sealed partial class EventOptions : ISettings
{
    private const int MostReceivers = 50;

    /// <inheritdoc/>
    public static string Section => "Events";

    /// <summary>Addresses that are called.</summary>
    public IList<WebhookOptions> Webhooks { get; } = [];

    /// <summary>The broker, if any.</summary>
    public RabbitMqOptions RabbitMq { get; set; } = new();

    /// <summary>Wait after a first failure, in seconds; it doubles.</summary>
    public int FirstRetrySeconds { get; set; } = 5;

    /// <summary>Longest wait between two tries, in seconds.</summary>
    public int MaxRetrySeconds { get; set; } = 900;

    /// <summary>Failures that a receiver answers before an event is parked; one that cannot be reached spends none.</summary>
    public int AnsweredFailuresBeforeParking { get; set; } = 10;

    /// <summary>Longest wait for one answer, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>How long events are kept for replay, in days.</summary>
    public int KeepDays { get; set; } = 30;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
    [
        Webhooks.Count <= MostReceivers ? null : $"Events:Webhooks có tối đa {MostReceivers} địa chỉ.",
        .. Webhooks.SelectMany((hook, i) => Of(hook, $"Events:Webhooks:{i}")),
        Webhooks.GroupBy(static w => w.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice ? $"Events:Webhooks nêu tên '{twice.Key}' hai lần." : null,
        RabbitMq.IsConfigured && Webhooks.Any(static w => w.Name == RabbitMqOptions.Name) ? $"Events:Webhooks: tên '{RabbitMqOptions.Name}' dành cho Events:RabbitMq." : null,
        .. RabbitMq.Problems("Events:RabbitMq"),
        Need.Between("Events:FirstRetrySeconds", FirstRetrySeconds, 1, 3600),
        Need.AtLeast("Events:MaxRetrySeconds", MaxRetrySeconds, "Events:FirstRetrySeconds", FirstRetrySeconds),
        Need.Between("Events:AnsweredFailuresBeforeParking", AnsweredFailuresBeforeParking, 1, 1000),
        Need.Between("Events:TimeoutSeconds", TimeoutSeconds, 1, 120),
        Need.Between("Events:KeepDays", KeepDays, 1, 3660),
    ]);

    private static IEnumerable<string?> Of(WebhookOptions hook, string key)
    {
        yield return NamePattern().IsMatch(hook.Name) ? null : $"{key}:Name phải gồm 1 đến 40 chữ thường không dấu, chữ số hoặc dấu gạch ngang, không phải '{hook.Name}'.";
        yield return IsAddress(hook.Address) ? null : $"{key}:Address phải là địa chỉ https:// không kèm tên đăng nhập (http:// chỉ dùng được trên chính máy này), không phải '{hook.Address}'.";
        yield return hook.SecretFile.Length > 0 ? null : $"{key}:SecretFile phải nêu tệp chứa khóa bí mật chung.";
        foreach (var agency in hook.Agencies)
        {
            yield return OrganId.TryParse(agency, out _) ? null : $"{key}:Agencies: '{agency}' không phải mã định danh cơ quan.";
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Fragment.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip)));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex NamePattern();
}
