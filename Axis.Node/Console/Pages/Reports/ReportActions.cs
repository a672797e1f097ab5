using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Reports;

/// <summary>The figures of the report as a file.</summary>
internal static class ReportActions
{
    /// <summary>The page.</summary>
    public const string Page = ConsoleAddress.Root + "/reports";

    /// <summary>The same figures for a spreadsheet.</summary>
    public const string Csv = Page + "/thong-ke.csv";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/thong-ke.csv", ReportEndpoints.ExchangeCsv).RequireAuthorization(Policies.Track);
}
