using Axis.Node.Api;
using Axis.Node.Console.Hosting;
using Axis.Node.Directories;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Agencies;

/// <summary>A plan of reorganisation is tried and shown; carrying it out needs the directory's key, which no page reaches.</summary>
internal static class ReformActions
{
    /// <summary>The page.</summary>
    public const string Page = ConsoleAddress.Root + "/directory/reform";

    /// <summary>Name of the file's field.</summary>
    public const string File = "plan";

    // Boundaries, token and headers around the file.
    private const long Frame = 64 * 1024;

    private static readonly Refusal NoPlan = new(RefusalKind.Invalid, "NO_PLAN", "Chưa chọn bảng sắp xếp.", "No plan is chosen.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/directory/reform", TryAsync).RequireAuthorization(Policies.ReadOperations).WithMetadata(FileForm.Mark, new FormSize(PlanReform.MostBytes + Frame));

    private static async Task<IResult> TryAsync(HttpContext context, IAntiforgery antiforgery, PlanReform plan, CancellationToken cancellationToken)
    {
        var form = await FileForm.HoldAsync(context, antiforgery, PlanReform.MostBytes, cancellationToken).ConfigureAwait(false);
        var (name, table) = await TableAsync(form, cancellationToken).ConfigureAwait(false);
        var view = plan.Run(table, form["uncertain"] == "yes");
        return new RazorComponentResult<ReformPlanPage>(new Dictionary<string, object?> { [nameof(ReformPlanPage.Plan)] = view, [nameof(ReformPlanPage.File)] = name });
    }

    private static async Task<(string Name, byte[] Table)> TableAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        if (await FileForm.BytesAsync(form, File, cancellationToken).ConfigureAwait(false) is { } table)
        {
            return (Path.GetFileName(form.Files.GetFile(File)!.FileName), table);
        }

        return form["built-in"] == "yes" && System.IO.File.Exists(PlanReform.BuiltIn)
            ? ("2025", await System.IO.File.ReadAllBytesAsync(PlanReform.BuiltIn, cancellationToken).ConfigureAwait(false))
            : throw new RefusedException(NoPlan);
    }
}
