using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Core.Contracts;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Api.Views;

/// <summary>Stored verdicts as people see them.</summary>
internal static class VerdictViews
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyList<VerdictView> List(IReadOnlyList<VerdictRow> rows) => [.. rows.Select(View)];

    private static VerdictView View(VerdictRow row)
    {
        try
        {
            var report = JsonSerializer.Deserialize<StoredReport>(row.ReportJson, Reading);
            return new VerdictView(row.At, row.Verdict, row.Policy, [.. (report?.Checks ?? []).Select(View)], report?.Signer);
        }
        catch (JsonException e)
        {
            // The verdict itself stands in its own column; what is missing is said instead of being left out.
            return new VerdictView(row.At, row.Verdict, row.Policy, [new CheckView("report-unreadable", "not-made", "Không đọc được báo cáo chi tiết đã lưu: " + e.Message)], null);
        }
    }

    private static CheckView View(Check check) => new(
        check.Name,
        check.Outcome switch
        {
            CheckOutcome.Passed => "passed",
            CheckOutcome.Failed => "failed",
            _ => "not-made",
        },
        check.Detail);

    private sealed record StoredReport(IReadOnlyList<Check>? Checks, string? Signer);
}
