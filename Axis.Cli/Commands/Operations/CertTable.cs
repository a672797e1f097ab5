using System.Globalization;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary>Certificates as a table for people; times in Vietnam time.</summary>
public static class CertTable
{
    private const int WarnDays = 60;
    private const int WarnDaysOfList = 2;
    private const int ShortThumbprint = 8;
    private const int OwnerWidth = 16;

    /// <summary>Writes the table.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="certificates">The rows.</param>
    /// <param name="all">Every certificate, for what follows what.</param>
    public static void Write(Terminal terminal, IReadOnlyList<CertificateStatus> certificates, IReadOnlyList<CertificateStatus> all)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.Table(
            ["Dùng cho", "Chủ", "Vân tay", "Từ", "Đến", "Còn", "Tình trạng"],
            certificates.Select(c => (IReadOnlyList<string>)
            [
                Name(c), SafeText.Cut(c.Owner, OwnerWidth), c.Thumbprint?[..ShortThumbprint] ?? "–", Day(c.NotBefore), Day(c.NotAfter),
                string.Create(CultureInfo.InvariantCulture, $"{c.DaysLeft} ngày"), State(c, all),
            ]));
    }

    /// <summary>Whether somebody has to do something about it within the days given; a revocation list, which lives for days only, is due in its last two.</summary>
    public static bool EndsWithin(CertificateStatus certificate, IReadOnlyList<CertificateStatus> all, int days)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var due = certificate.Relation == "revocation-list" ? Math.Min(days, WarnDaysOfList) : days;
        return certificate.State is "current" or "ended" && certificate.DaysLeft <= due && !certificate.IsFollowedIn(all);
    }

    private static string Name(CertificateStatus certificate) => certificate.Relation switch
    {
        "anchor" => "gốc tin cậy",
        "revocation-list" => "ds. thu hồi",
        "neighbour" => certificate.Use == "tls" ? "kết nối bên kia" : certificate.Use == "node-seal" ? "niêm ký bên kia" : "bên kia: " + certificate.Use,
        "agency" => "ký văn bản",
        _ => certificate.Use switch
        {
            "tls" => "kết nối",
            "node-seal" => "niêm ký",
            _ => certificate.Use,
        },
    };

    private static string State(CertificateStatus certificate, IReadOnlyList<CertificateStatus> all) => certificate.State switch
    {
        "next" => "kế tiếp",
        "replaced" => "đã thay",
        "revoked" => "ĐÃ THU HỒI",
        "ended" => "ĐÃ HẾT HẠN",
        _ => EndsWithin(certificate, all, WarnDays) ? "cần thay" : "đang dùng",
    };

    private static string Day(DateTimeOffset? instant) => instant is { } at ? at.ToOffset(VietnamTime.Offset).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "–";
}
