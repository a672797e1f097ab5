using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// The thirteen calls. Whatever happens, a client reads HTTP 200 and a JSON object (downloadEdoc: nothing at all), for that is all that existing software
/// understands; nothing it cannot read ever reaches it.
/// </summary>
internal sealed class VxpFace(
    AuthenticateCall authenticate, ListCalls lists, SendCall send, FetchCalls fetch, UpdateStatusCall update, DirectoryCalls agencies, UnitCalls units, JournalRefusals refusals,
    ILogger<VxpFace> logger)
{
    private static readonly string[] Methods = [HttpMethods.Post, HttpMethods.Get];

    /// <summary>Adds the services of the face.</summary>
    public static void AddServices(IServiceCollection services) => services
        .AddSingleton<AuthenticateCall>().AddSingleton<ListCalls>().AddSingleton<SendCall>().AddSingleton<FetchCalls>().AddSingleton<UpdateStatusCall>()
        .AddSingleton<DirectoryCalls>().AddSingleton<UnitCalls>().AddSingleton<JournalRefusals>().AddSingleton<VxpFace>();

    /// <summary>Maps the calls below the base path, on the listener that they belong to.</summary>
    public static void Map(WebApplication app, VxpOptions options)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(options);
        var face = app.Services.GetRequiredService<VxpFace>();
        var group = app.MapGroup(options.BasePath)
            .WithMetadata(options.ListenAddress is null ? ListenerFace.Api : ListenerFace.Vxp, new DisableRequestTimeoutAttribute(), new ExcludeFromDescriptionAttribute())
            .RequireAuthorization(Policies.Anyone);
        foreach (var (path, work) in face.Calls())
        {
            group.MapMethods(path, Methods, context => face.AnswerAsync(context, path, work));
        }

        group.Map("/{**rest}", context => face.AnswerAsync(context, "unknown", static (_, _, _) => throw new VxpRefusedException(VxpError.System, "Không có hàm này.")));
    }

    private static Func<HttpContext, SignedCall, CancellationToken, Task> Whole(Func<SignedCall, ReadOnlyMemory<byte>> work) =>
        (context, call, cancellationToken) => WriteAsync(context, work(call), cancellationToken);

    private static Func<HttpContext, SignedCall, CancellationToken, Task> Whole(Func<HttpContext, SignedCall, CancellationToken, Task<ReadOnlyMemory<byte>>> work) =>
        async (context, call, cancellationToken) => await WriteAsync(context, await work(context, call, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = ResponseFrame.ContentType;
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<(string Path, Func<HttpContext, SignedCall, CancellationToken, Task> Work)> Calls() =>
    [
        (VxpCall.GetReceivedEdocList, Whole(lists.Received)),
        (VxpCall.GetSentEdocList, lists.SentAsync),
        (VxpCall.SendEdoc, Whole(send.RunAsync)),
        (VxpCall.GetEdoc, fetch.GetAsync),
        (VxpCall.UpdateStatus, Whole((_, call, cancellationToken) => update.RunAsync(call, cancellationToken))),
        (VxpCall.CountReceiveEdoc, Whole(call => lists.Count(call, PacketKind.Document))),
        (VxpCall.CountReceiveStatus, Whole(call => lists.Count(call, PacketKind.Status))),
        (VxpCall.DownloadEdoc, fetch.DownloadAsync),
        (VxpCall.GetAgenciesList, agencies.ListAsync),
        (VxpCall.GetAgenciesListQd20, agencies.ListQd20Async),
        (VxpCall.GetSynchronizeUnit, agencies.SynchronizeAsync),
        (VxpCall.RegisterAgency, Whole(units.RegisterAsync)),
        (VxpCall.DeleteAgency, Whole((_, call, cancellationToken) => units.DeleteAsync(call, cancellationToken))),
    ];

    private async Task AnswerAsync(HttpContext context, string path, Func<HttpContext, SignedCall, CancellationToken, Task> work)
    {
        var cancellationToken = context.RequestAborted;
        VxpRefusedException refusal;
        Refusal? why = null;
        SignedCall? call = null;
        try
        {
            call = await authenticate.RunAsync(context, cancellationToken).ConfigureAwait(false);
            await work(context, call, cancellationToken).ConfigureAwait(false);
            VxpMeter.Answered(path, VxpError.None);
            return;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (VxpRefusedException e)
        {
            refusal = e;
        }
        catch (RefusedException e)
        {
            why = e.Refusal;
            refusal = VxpRefusedException.Of(why);
        }
        catch (StoreUnavailableException e)
        {
            refusal = new VxpRefusedException(VxpError.System, $"Nút tạm thời không ghi được dữ liệu: {e.Message}");
        }
        catch (Exception e)
        {
            Log.CallBroke(logger, path, e);
            refusal = new VxpRefusedException(VxpError.System, null);
        }

        VxpMeter.Answered(path, refusal.Error.Code);
        Log.CallFailed(logger, path, refusal.Error.Code);
        refusal = await JournalAsync(call, path, refusal, why, cancellationToken).ConfigureAwait(false);
        await RefuseAsync(context, path, refusal, cancellationToken).ConfigureAwait(false);
    }

    // A refusal that could not be written down is not given: the client comes again.
    private async Task<VxpRefusedException> JournalAsync(SignedCall? call, string path, VxpRefusedException refusal, Refusal? why, CancellationToken cancellationToken)
    {
        try
        {
            if (call is not null)
            {
                await refusals.RunAsync(call, path, refusal, why, cancellationToken).ConfigureAwait(false);
            }

            return refusal;
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            return new VxpRefusedException(VxpError.System, "Nút tạm thời không ghi được dữ liệu; hãy gọi lại.");
        }
    }

    private static async Task RefuseAsync(HttpContext context, string path, VxpRefusedException refusal, CancellationToken cancellationToken)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out: cutting the connection is the only way left to say that it failed.
            context.Abort();
            return;
        }

        context.Response.Headers.Remove("Content-Encoding");
        if (path == VxpCall.DownloadEdoc)
        {
            // Anything in the body would be saved as the document.
            context.Response.StatusCode = refusal.Error == VxpError.NotAuthenticated ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
            context.Response.ContentLength = 0;
            return;
        }

        await WriteAsync(context, ResponseFrame.Failure(refusal.Error, refusal.Description, path == VxpCall.SendEdoc), cancellationToken).ConfigureAwait(false);
    }
}
