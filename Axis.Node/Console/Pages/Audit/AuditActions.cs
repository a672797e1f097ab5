using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Audit;
using Axis.Node.Console.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Audit;

/// <summary>Downloads of evidence, and the verification of a file that is kept nowhere.</summary>
internal static class AuditActions
{
    /// <summary>The search.</summary>
    public const string Page = ConsoleAddress.Root + "/audit";

    /// <summary>Where a file is verified.</summary>
    public const string Verify = ConsoleAddress.Root + "/verify";

    /// <summary>Name of the file's field.</summary>
    public const string File = "file";

    // Boundaries, token and headers around the file.
    private const long Frame = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit/{packet}/evidence", EvidenceEndpoints.ExportAsync).RequireAuthorization(Policies.Audit);
        routes.MapGet("/audit/{digest}/packet", ReceiptEndpoints.BytesAsync).RequireAuthorization(Policies.Audit);
        routes.MapPost("/verify", VerifyAsync).RequireAuthorization(Policies.Audit).WithMetadata(FileForm.Mark, new FormSize(UploadVerification.Largest + Frame));
    }

    /// <summary>The evidence page of a document.</summary>
    public static string Document(string packet) => $"{Page}/{packet}";

    private static async Task<IResult> VerifyAsync(HttpContext context, IAntiforgery antiforgery, UploadVerification verification, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > UploadVerification.Largest + Frame)
        {
            throw new RefusedException(AuditRefusals.TooLarge);
        }

        var file = await FileForm.OpenAsync(context, antiforgery, File, cancellationToken).ConfigureAwait(false) ?? throw new RefusedException(AuditRefusals.NoFile);
        var verdict = await verification.RunAsync(Path.GetFileName(file.FileName), file.Body, context.Actor(), cancellationToken).ConfigureAwait(false);
        return new RazorComponentResult<VerifiedPage>(new Dictionary<string, object?> { [nameof(VerifiedPage.Found)] = verdict });
    }
}
