using System.Text;
using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Reports;
using Axis.Core.Rules;
using Axis.Node.Options;
using Axis.Node.Reports;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Exchange statistics: figures without contents, within the token's agencies (OPS-01, OPS-02).</summary>
internal static class ReportEndpoints
{
    private const int MostDays = 3_700;
    private const int MostShown = 400;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports/exchange", Exchange).RequireAuthorization(Policies.Track).WithSummary("Thống kê gửi, nhận theo cơ quan, cấp hoặc tháng.");
        routes.MapGet("/reports/exchange.csv", ExchangeCsv).RequireAuthorization(Policies.Track).WithSummary("Thống kê gửi, nhận dạng CSV.");
        routes.MapGet("/reports/kept", Kept).RequireAuthorization(Policies.Track).WithSummary("Các báo cáo ngày và tháng đã lập, mới nhất trước.");
        routes.MapGet("/reports/kept/{period}", Find).RequireAuthorization(Policies.Track).WithSummary("Báo cáo của một ngày (2026-11-21) hoặc tháng (2026-11), phần của cơ quan mình.");
        routes.MapGet("/reports/mails", Mails).RequireAuthorization(Policies.ReadOperations).WithSummary("Thư báo cáo: đã gửi, đang chờ, bị từ chối.");
        routes.MapPost("/reports/mails/send", SendAsync).RequireAuthorization(Policies.Operate).WithSummary("Gửi lại ngay các thư báo cáo đang chờ hoặc bị từ chối.").WithRequestTimeout(TimeSpan.FromMinutes(10));
        routes.MapPost("/reports/mails/test", TestAsync).RequireAuthorization(Policies.Operate).WithSummary("Gửi thư thử tới mọi nơi nhận báo cáo.").WithRequestTimeout(TimeSpan.FromMinutes(10));
    }

    internal static ExchangeReport Exchange(HttpContext context, MakeReport make, TimeProvider time, string? agency, string? from, string? to, string? by)
    {
        var today = VietnamTime.DateOf(time.GetUtcNow());
        var first = SearchEndpoints.Day("from", from) ?? new DateOnly(today.Year, 1, 1);
        var last = SearchEndpoints.Day("to", to) ?? today;
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

    internal static IResult ExchangeCsv(HttpContext context, MakeReport make, TimeProvider time, string? agency, string? from, string? to, string? by) =>
        Results.File(Encoding.UTF8.GetBytes(ReportCsv.Write(Exchange(context, make, time, agency, from, to, by))), "text/csv; charset=utf-8", "thong-ke.csv");

    private static IReadOnlyList<PeriodReportLine> Kept(IStore store) =>
        [.. store.Read(static s => s.KeptReports.List(MostShown)).Select(static r => new PeriodReportLine(r.Period, r.From, r.To, r.MadeAt))];

    private static PeriodReport Find(HttpContext context, IStore store, string period, string? agency)
    {
        var scope = context.Actor().Scope(agency);
        var row = store.Read(s => s.KeptReports.Find(period)) ?? throw new RefusedException(ApiRefusals.ReportUnknown);
        var report = JsonSerializer.Deserialize(row.Content, AxisJson.Web.PeriodReport) ?? throw new InvalidOperationException("An empty report.");
        return report.Of(scope is null ? null : [.. scope.Select(static a => a.Value)]);
    }

    private static IReadOnlyList<ReportMailView> Mails(IStore store) => [.. store.Read(static s => s.KeptReports.Mails(MostShown)).Select(View)];

    private static ReportMailView View(ReportMail mail) => new(
        mail.Period,
        mail.Receiver,
        mail.State switch
        {
            ReportMailState.Due => "due",
            ReportMailState.Sent => "sent",
            _ => "refused",
        },
        mail.Tries,
        mail.State == ReportMailState.Due ? mail.DueAt : null,
        mail.SentAt,
        mail.LastError);

    private static async Task<IReadOnlyList<ReportMailView>> SendAsync(HttpContext context, IStore store, MailOptions options, Lazy<MailReports> mails, CancellationToken cancellationToken)
    {
        var sender = options.Enabled ? mails.Value : throw new RefusedException(ApiRefusals.MailNotConfigured);
        await sender.HurryAsync(context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false);
        await sender.RunAsync(cancellationToken).ConfigureAwait(false);
        return Mails(store);
    }

    private static Task<IReadOnlyList<MailTestResult>> TestAsync(MailOptions options, Lazy<MailReports> mails, CancellationToken cancellationToken) =>
        options.Enabled ? mails.Value.TestAsync(cancellationToken) : throw new RefusedException(ApiRefusals.MailNotConfigured);
}
