using System.Globalization;
using Axis.Core.Routing;
using Axis.Core.Rules;

namespace Axis.Core.Agencies.Catalogue;

/// <summary>The columns of an agency table and how their cells are written. Headings are read whatever their diacritics, capitals and separators.</summary>
public static class AgencyColumns
{
    /// <summary>Headings, in the order in which they are written.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "ma", "phien_ban", "ma_102", "ten", "cap", "khoi", "cap_tren", "nut", "tinh_trang", "hieu_luc_tu", "hieu_luc_den", "ma_khac", "dau_moi", "luoc_do",
        "ke_thua", "co_quan_ban_hanh", "so_quyet_dinh", "ngay_quyet_dinh",
        "dien_thoai", "thu_dien_tu",
    ];

    private static readonly Dictionary<string, Tier> Tiers = new(StringComparer.Ordinal)
    {
        ["trung uong"] = Tier.Central, ["tinh"] = Tier.Province, ["huyen"] = Tier.District, ["xa"] = Tier.Commune, ["ngoai he thong"] = Tier.Outside,
    };

    private static readonly Dictionary<string, AgencyStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["hoat dong"] = AgencyStatus.Active, ["active"] = AgencyStatus.Active, ["khoa"] = AgencyStatus.Locked, ["tam khoa"] = AgencyStatus.Locked,
        ["locked"] = AgencyStatus.Locked, ["dong"] = AgencyStatus.Closed, ["da dong"] = AgencyStatus.Closed, ["closed"] = AgencyStatus.Closed,
    };

    /// <summary>A heading as it is compared: "Mã (102)" and "ma_102" are the same.</summary>
    public static string Key(string heading) => FoldedText.Of(heading.Replace('_', ' '));

    /// <summary>One agency as a row.</summary>
    public static IReadOnlyList<string> Write(Agency agency)
    {
        ArgumentNullException.ThrowIfNull(agency);
        return
        [
            agency.Code.Value, agency.Version.ToString(CultureInfo.InvariantCulture), agency.PairCode?.Value ?? "", agency.Name, Name(agency.Tier), agency.Bloc.ToString(),
            agency.Parent?.Value ?? "", agency.Host.Value, Name(agency.Status), Instant(agency.ValidFrom), Instant(agency.ValidTo),
            string.Join(" | ", agency.Aliases.Select(static a => a.Value).Concat(agency.Codes.Where(static c => c.Kind != CodeKind.Pair || c.From is not null || c.To is not null).Select(Write))),
            agency.FocalOffice?.Value ?? "", agency.Scheme ?? "",
            string.Join(" | ", agency.Successors.Select(static s => $"{s.To} {s.Kind} {Instant(s.EffectiveFrom)} {s.LegalAct}")),
            agency.Act?.Issuer ?? "", agency.Act?.Decision ?? "", agency.Act is { } act ? act.Date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "",
            agency.Contact?.Telephone ?? "", agency.Contact?.Mail ?? "",
        ];
    }

    /// <summary>Reads a level of administration.</summary>
    public static bool TryTier(string text, out Tier tier) => Tiers.TryGetValue(Key(text), out tier) || TryName(text, out tier);

    /// <summary>Reads a status; blank is active.</summary>
    public static bool TryStatus(string text, out AgencyStatus status)
    {
        status = AgencyStatus.Active;
        return text.Length == 0 || Statuses.TryGetValue(Key(text), out status);
    }

    /// <summary>Reads the English name of an enumeration's member.</summary>
    public static bool TryName<T>(string text, out T value)
        where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]);

    /// <summary>Reads a day (start of it in Vietnam) or an instant: <c>01/07/2025</c>, <c>2025-07-01</c>, <c>01/07/2025 12:00</c>, <c>2025-07-01T00:00:00+07:00</c>.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        if (DateTime.TryParseExact(text, ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd", "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss.fff"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            instant = new DateTimeOffset(local, VietnamTime.Offset).ToUniversalTime();
            return VietnamTime.InRange(local.Year);
        }

        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.fffzzz"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant)
            && VietnamTime.InRange(instant.Year);
    }

    private static string Write(CodePeriod code) => $"{code.Code} {code.Kind} {Instant(code.From, "-")} {Instant(code.To, "-")}";

    private static string Name(Tier tier) => Tiers.First(t => t.Value == tier).Key.Replace(' ', '_').ToUpperInvariant();

    private static string Name(AgencyStatus status) => Statuses.First(s => s.Value == status).Key.Replace(' ', '_');

    // A day where it is one: what people type and read.
    private static string Instant(DateTimeOffset? instant, string none = "")
    {
        if (instant is not { } at)
        {
            return none;
        }

        var local = VietnamTime.ToLocal(at);
        return local.TimeOfDay == TimeSpan.Zero
            ? local.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }
}
