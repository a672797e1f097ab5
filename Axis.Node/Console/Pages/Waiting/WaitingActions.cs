using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Axis.Node.Outgoing;
using Axis.Node.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Waiting;

/// <summary>Documents that wait for a signature made with a person's own key: fetching what is to be signed, bringing the signature, giving one up.</summary>
internal static class WaitingActions
{
    /// <summary>Name of the field for the signature value.</summary>
    public const string Signature = "signature";

    /// <summary>Name of the field for the signer's certificate.</summary>
    public const string Certificate = "certificate";

    // A signature value has some hundred bytes and a certificate a few thousand; boundaries, token and headers come around them.
    private const int LargestForm = 128 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var waiting = routes.MapGroup("/waiting/{id:guid}");
        waiting.MapGet("/to-sign", SubmitEndpoints.FetchToSignAsync).RequireAuthorization(Policies.Submit);
        waiting.MapPost("/sign", SignAsync).RequireAuthorization(Policies.Submit).WithMetadata(FileForm.Mark, new FormSize(LargestForm));
        waiting.MapPost("/abandon", AbandonAsync).RequireAuthorization(Policies.Submit);
    }

    /// <summary>The list.</summary>
    public const string List = ConsoleAddress.Root + "/waiting";

    /// <summary>A draft's page.</summary>
    public static string Page(Guid id) => $"{List}/{id}";

    private static async Task<IResult> SignAsync(HttpContext context, Guid id, IAntiforgery antiforgery, ISubmission submission, CancellationToken cancellationToken)
    {
        var form = await FileForm.HoldAsync(context, antiforgery, LargestForm, cancellationToken).ConfigureAwait(false);
        var value = await FileForm.BytesAsync(form, Signature, cancellationToken).ConfigureAwait(false)
            ?? throw new RefusedException(UserRefusals.Field(Signature, "SIGNATURE_MISSING", "Chọn tệp chữ ký (.sig) mà lệnh ký đã tạo ra.", "Choose the signature file (.sig)."));
        var given = new GivenSignature(value, await FileForm.BytesAsync(form, Certificate, cancellationToken).ConfigureAwait(false) is { } certificate ? certificate : default(ReadOnlyMemory<byte>?));
        var answer = (await submission.CommitAsync(id, given, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, $"{ConsoleAddress.Root}/sent/{answer.Packet}", answer.Repeated ? "sent-before" : "sent");
    }

    private static async Task<IResult> AbandonAsync(HttpContext context, Guid id, ISubmission submission, CancellationToken cancellationToken)
    {
        _ = (await submission.AbandonAsync(id, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, List, "abandoned");
    }
}
