using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Axis.Node.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Users;

/// <summary>What an operator does with accounts. A new password is shown once, in the answer to the form, and nowhere again.</summary>
internal static class UserActions
{
    /// <summary>The list.</summary>
    public const string Page = ConsoleAddress.Root + "/users";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/users", AddAsync).RequireAuthorization(Policies.Operate);
        routes.MapPost("/users/{name}/reset", ResetAsync).RequireAuthorization(Policies.Operate);
        routes.MapPost("/users/{name}/disable", DisableAsync).RequireAuthorization(Policies.Operate);
        routes.MapPost("/users/{name}/enable", EnableAsync).RequireAuthorization(Policies.Operate);
    }

    /// <summary>Where something is done with one account.</summary>
    public static string Of(string name, string what) => $"{Page}/{Uri.EscapeDataString(name)}/{what}";

    private static async Task<IResult> AddAsync(HttpContext context, UserAccounts accounts, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var agencies = form["agencies"].ToString().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var added = await UserEndpoints.AddAsync(
            context,
            new AddUser { Name = form["name"].ToString(), FullName = form["fullName"].ToString(), Grants = [new UserGrantView(form["role"].ToString(), agencies.Length == 0 ? null : agencies)] },
            accounts,
            cancellationToken).ConfigureAwait(false);
        return Shown(added);
    }

    private static async Task<IResult> ResetAsync(HttpContext context, string name, UserAccounts accounts, CancellationToken cancellationToken) =>
        Shown(await UserEndpoints.ResetAsync(context, name, new ResetUser(), accounts, cancellationToken).ConfigureAwait(false));

    private static async Task<IResult> DisableAsync(HttpContext context, string name, UserAccounts accounts, CancellationToken cancellationToken)
    {
        _ = await UserEndpoints.DisableAsync(context, name, accounts, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page, "user-disabled");
    }

    private static async Task<IResult> EnableAsync(HttpContext context, string name, UserAccounts accounts, CancellationToken cancellationToken)
    {
        _ = await UserEndpoints.EnableAsync(context, name, accounts, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page, "user-enabled");
    }

    private static RazorComponentResult<NewPasswordPage> Shown(UserPassword password) => new(new Dictionary<string, object?> { [nameof(NewPasswordPage.Given)] = password });
}
