using System.Globalization;
using System.Text;
using Axis.Core.Contracts;
using Axis.Core.Reports;
using Axis.Core.Rules;
using Axis.Node.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Exchange statistics: figures without contents, within the token's agencies (OPS-01, OPS-02).</summary>
internal static class ReportEndpoints
{
    private const int MostDays = 3_700;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports/exchange", Exchange).RequireAuthorization(Policies.Track).WithSummary("Thống kê gửi, nhận theo cơ quan, cấp hoặc tháng.");
        routes.MapGet("/reports/exchange.csv", ExchangeCsv).RequireAuthorization(Policies.Track).WithSummary("Thống kê gửi, nhận dạng CSV.");
    }

    private static ExchangeReport Exchange(HttpContext context, MakeReport make, TimeProvider time, string? agency, string? from, string? to, string? by)
    {
        var today = VietnamTime.DateOf(time.GetUtcNow());
        var first = Day("from", from) ?? new DateOnly(today.Year, 1, 1);
        var last = Day("to", to) ?? today;
        if (last < first || last.DayNumber - first.DayNumber > MostDays)
        {
            throw new RefusedException(ApiRefusals.Parameter("to", "ngày không trước from, cách không quá 10 năm", "a day within ten years after from"));
        }

        if (by is not (null or MakeReport.ByAgency or MakeReport.ByTier or MakeReport.ByMonth))
        {
            throw new RefusedException(ApiRefusals.Parameter("by", "agency, tier hoặc month", "agency, tier or month"));
        }

        return make.Run(context.Actor().Scope(agency), first, last, by ?? MakeReport.ByAgency);
    }

    private static IResult ExchangeCsv(HttpContext context, MakeReport make, TimeProvider time, string? agency, string? from, string? to, string? by) =>
        Results.File(Encoding.UTF8.GetBytes(ReportCsv.Write(Exchange(context, make, time, agency, from, to, by))), "text/csv; charset=utf-8", "thong-ke.csv");

    private static DateOnly? Day(string name, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && VietnamTime.InRange(day.Year) ? day
        : throw new RefusedException(ApiRefusals.Parameter(name, "ngày dạng năm-tháng-ngày", "a day as year-month-day"));
}
