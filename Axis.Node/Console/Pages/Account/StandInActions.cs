using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Console.Hosting;
using Axis.Node.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Account;

/// <summary>Lending a role and ending that.</summary>
internal static class StandInActions
{
    private const string Page = ConsoleAddress.Root + "/account/stand-in";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/stand-in", LendAsync).RequireAuthorization(Policies.Answer);
        routes.MapPost("/account/stand-in/end", EndAsync).RequireAuthorization(Policies.Answer);
    }

    private static async Task<IResult> LendAsync(HttpContext context, StandIns arrangements, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        _ = Roles.TryParse(form["role"], out var role);
        var lent = await arrangements.LendAsync(
            context.Who(), form["current"].ToString(), form["substitute"].ToString(), role, VietnamTime.StartOf(Day(form, "from")), VietnamTime.StartOf(Day(form, "until").AddDays(1)), form["reason"].ToString(),
            cancellationToken).ConfigureAwait(false);
        _ = lent.OrThrow();
        return Done.At(context, Page, "stand-in-made");
    }

    private static async Task<IResult> EndAsync(HttpContext context, StandIns arrangements, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        _ = (await arrangements.EndAsync(context.Who(), form["id"].ToString(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, Page, "stand-in-ended");
    }

    private static DateOnly Day(IFormCollection form, string field) =>
        VietnamTime.TryDay(form[field], out var day) && VietnamTime.InRange(day.Year)
            ? day
            : throw new RefusedException(UserRefusals.Field(field, "DATE", "Ngày viết theo dạng dd/mm/yyyy.", "Write the date as dd/mm/yyyy."));
}
