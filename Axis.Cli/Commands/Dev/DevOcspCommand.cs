using System.CommandLine;
using Axis.Cli.Output;
using Axis.Signing.Keys;
using Axis.Signing.Trust.Ocsp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Axis.Cli.Commands.Dev;

/// <summary><c>axis dev ocsp</c>: an OCSP responder over HTTP (RFC 6960 appendix A) for a development authority; it also serves the authority's revocation list.</summary>
public static class DevOcspCommand
{
    private const string ResponseType = "application/ocsp-response";

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var listen = new Option<string>("--listen") { Description = "Địa chỉ nghe, HTTP thường.", HelpName = "địa chỉ:cổng", DefaultValueFactory = static _ => "127.0.0.1:8180" };
        var minutes = new Option<int>("--minutes") { Description = "Mỗi câu trả lời có giá trị bao nhiêu phút.", HelpName = "số", DefaultValueFactory = static _ => 60 };
        var command = new Command("ocsp", "Trả lời OCSP cho CA thử nghiệm, và phát danh sách thu hồi ở /crl, cho đến khi được yêu cầu dừng (Ctrl+C, SIGTERM).").With(listen, minutes);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var folder = DevAuthority.Folder(parse);
            var validity = parse.GetValue(minutes) is var m and >= 1 and <= 7 * 24 * 60 ? TimeSpan.FromMinutes(m) : throw CliFailureException.Usage("--minutes phải từ 1 đến 10080.");
            var address = DevListener.Address(parse.GetRequiredValue(listen));
            using var responder = DevelopmentOcsp.Open(folder, validity, TimeProvider.System);
            await DevListener.RunAsync(
                address,
                OcspRequest.MaxBytes,
                app => Map(app, responder, folder, validity),
                url => terminal.Line($"Trả lời OCSP ở {url}/ ; danh sách thu hồi ở {url}/crl"),
                cancellationToken).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The routes: POST and GET of RFC 6960 appendix A.1, and the list (RFC 5280 §4.2.1.13).</summary>
    public static void Map(WebApplication app, DevelopmentOcsp responder, string folder, TimeSpan validity)
    {
        app.MapPost("/", async (HttpRequest request) => Results.Bytes(responder.Answer(await DevListener.BodyAsync(request).ConfigureAwait(false)), ResponseType));
        app.MapGet("/crl", () => Results.Bytes(DevelopmentCa.CurrentCrl(folder, validity, TimeProvider.System), "application/pkix-crl"));
        app.MapGet("/{*request}", (string request) => Results.Bytes(responder.Answer(Decode(request)), ResponseType));
    }

    private static byte[] Decode(string text)
    {
        var buffer = new byte[Math.Min(text.Length, OcspRequest.MaxBytes)];
        return Convert.TryFromBase64String(Uri.UnescapeDataString(text), buffer, out var written) ? buffer[..written] : [];
    }
}
