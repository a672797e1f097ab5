using System.Globalization;
using System.Security.Cryptography;
using Axis.Signing.Timestamps;

namespace Axis.Node.Options;

/// <summary>Timestamps beside packets. Without an authority nothing is stamped and every packet stays at level B.</summary>
public sealed class TimestampOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Timestamps";

    /// <summary>Addresses of timestamp authorities (RFC 3161 over HTTP), tried in this order.</summary>
    public IList<string> Authorities { get; } = [];

    /// <summary>Which packets.</summary>
    public StampedPackets Packets { get; set; } = StampedPackets.Sent;

    /// <summary>To which level at once: T, LT or LTA. Whatever it is, a timestamp is archived before it ceases to hold.</summary>
    public SignatureLevel Level { get; set; } = SignatureLevel.LT;

    /// <summary>Whether sealed journal heads are stamped too.</summary>
    public bool JournalHeads { get; set; } = true;

    /// <summary>Hash of new imprints: SHA256, SHA384 or SHA512.</summary>
    public string Hash { get; set; } = "SHA256";

    /// <summary>Most packets stamped at the same time.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Longest wait for one answer, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Wait after the first failure of an authority, in seconds; it doubles.</summary>
    public int FirstRetrySeconds { get; set; } = 5;

    /// <summary>Longest wait, in seconds.</summary>
    public int MaxRetrySeconds { get; set; } = 600;

    /// <summary>How many days before a timestamp ceases to hold it is renewed.</summary>
    public int RenewBeforeDays { get; set; } = 180;

    /// <summary>Last days of trust that differ from the product's table: <c>RSA-2048=2029-12-31</c>.</summary>
    public IList<string> AlgorithmLastDays { get; } = [];

    /// <summary>Whether anything is stamped at all.</summary>
    public bool Enabled => Authorities.Count > 0;

    /// <summary>Hash of new imprints.</summary>
    public HashAlgorithmName HashName => new(Hash);

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Authorities.Count <= 10 ? null : "Timestamps:Authorities có tối đa 10 địa chỉ.",
        Authorities.Where(static a => !IsAddress(a)).Select(static a => $"Timestamps:Authorities: '{a}' không phải địa chỉ http:// hoặc https:// không kèm tên đăng nhập.").FirstOrDefault(),
        Level == SignatureLevel.B ? "Timestamps:Level phải là T, LT hoặc LTA; không muốn dấu thời gian thì để trống Timestamps:Authorities." : null,
        Hash is "SHA256" or "SHA384" or "SHA512" ? null : $"Timestamps:Hash phải là SHA256, SHA384 hoặc SHA512, không phải '{Hash}'.",
        Need.Between("Timestamps:Concurrency", Concurrency, 1, 64),
        Need.Between("Timestamps:TimeoutSeconds", TimeoutSeconds, 1, 300),
        Need.Between("Timestamps:FirstRetrySeconds", FirstRetrySeconds, 1, 3600),
        Need.AtLeast("Timestamps:MaxRetrySeconds", MaxRetrySeconds, "Timestamps:FirstRetrySeconds", FirstRetrySeconds),
        Need.Between("Timestamps:RenewBeforeDays", RenewBeforeDays, 1, 3660),
        AlgorithmLastDays.Where(static l => LastDay(l) is null).Select(static l => $"Timestamps:AlgorithmLastDays: '{l}' phải có dạng RSA-2048=2029-12-31; các thuật toán: {string.Join(", ", AlgorithmSunset.Names)}.").FirstOrDefault());

    /// <summary>Until when algorithms are trusted.</summary>
    public AlgorithmSunset Sunset() => AlgorithmSunset.With(AlgorithmLastDays.Select(static l => LastDay(l)!.Value).GroupBy(static d => d.Name).ToDictionary(static g => g.Key, static g => g.Last().Day));

    private static (string Name, DateOnly Day)? LastDay(string text)
    {
        var parts = text.Split('=');
        return parts.Length == 2 && AlgorithmSunset.Names.Contains(parts[0]) && DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (parts[0], day)
            : null;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0;
}
