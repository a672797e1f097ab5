using Axis.Core.Contracts;
using Axis.Node.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>People who sign in to the console.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/users", List).RequireAuthorization(Policies.Operate).WithSummary("Người dùng của giao diện, không kèm bí mật.");
        routes.MapPost("/users", AddAsync).RequireAuthorization(Policies.Operate).WithSummary("Thêm người dùng; mật khẩu đầu tiên chỉ hiện một lần.");
        routes.MapPost("/users/{name}/change", ChangeAsync).RequireAuthorization(Policies.Operate).WithSummary("Đổi họ tên, vai trò, chứng thư của người dùng.");
        routes.MapPost("/users/{name}/reset", ResetAsync).RequireAuthorization(Policies.Operate).WithSummary("Cấp lại mật khẩu, tắt mã xác thực, kết thúc mọi phiên và mọi uỷ quyền người dùng đã đặt.");
        routes.MapPost("/users/{name}/disable", DisableAsync).RequireAuthorization(Policies.Operate).WithSummary("Khóa người dùng và kết thúc mọi phiên của người đó.");
        routes.MapPost("/users/{name}/enable", EnableAsync).RequireAuthorization(Policies.Operate).WithSummary("Mở lại người dùng.");
    }

    private static IReadOnlyList<UserView> List(UserAccounts accounts) => accounts.List();

    internal static async Task<UserPassword> AddAsync(HttpContext context, AddUser body, UserAccounts accounts, CancellationToken cancellationToken) =>
        (await accounts.AddAsync(body, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    private static async Task<UserView> ChangeAsync(HttpContext context, string name, ChangeUser body, UserAccounts accounts, CancellationToken cancellationToken) =>
        (await accounts.ChangeAsync(name, body, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<UserPassword> ResetAsync(HttpContext context, string name, ResetUser body, UserAccounts accounts, CancellationToken cancellationToken) =>
        (await accounts.ResetAsync(name, body, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<UserView> DisableAsync(HttpContext context, string name, UserAccounts accounts, CancellationToken cancellationToken) =>
        (await accounts.SetDisabledAsync(name, disabled: true, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<UserView> EnableAsync(HttpContext context, string name, UserAccounts accounts, CancellationToken cancellationToken) =>
        (await accounts.SetDisabledAsync(name, disabled: false, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();
}
