using System.CommandLine;
using Axis.Cli.Output;
using Axis.Signing.Timestamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Axis.Cli.Commands.Dev;

/// <summary><c>axis dev tsa</c>: a timestamp authority over HTTP (RFC 3161 §3.4) of a development authority.</summary>
public static class DevTsaCommand
{
    private const string QueryType = "application/timestamp-query";
    private const string AnswerType = "application/timestamp-reply";

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var listen = new Option<string>("--listen") { Description = "Địa chỉ nghe, HTTP thường.", HelpName = "địa chỉ:cổng", DefaultValueFactory = static _ => "127.0.0.1:8181" };
        var command = new Command("tsa", "Cấp dấu thời gian bằng CA thử nghiệm, cho đến khi được yêu cầu dừng (Ctrl+C, SIGTERM).").With(listen);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var address = DevListener.Address(parse.GetRequiredValue(listen));
            using var tsa = DevelopmentTsa.Open(DevAuthority.Folder(parse), TimeProvider.System);
            await DevListener.RunAsync(
                address,
                DevelopmentTsa.MaxQueryBytes,
                app => Map(app, tsa),
                url => terminal.Line($"Cấp dấu thời gian ở {url}/ ; ghi địa chỉ này vào Timestamps:Authorities của nút."),
                cancellationToken).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The route: a query is posted, with the type that says so.</summary>
    public static void Map(WebApplication app, DevelopmentTsa tsa) => app.MapPost("/", async (HttpRequest request) =>
        request.ContentType == QueryType
            ? Results.Bytes(tsa.Answer(await DevListener.BodyAsync(request).ConfigureAwait(false)), AnswerType)
            : Results.StatusCode(StatusCodes.Status415UnsupportedMediaType));
}
