using System.CommandLine;
using System.Globalization;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Agencies.Catalogue;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory resolve</c>: what a code means on a day, and who receives in its place.</summary>
public static class ResolveCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var code = new Argument<string>("mã") { Description = "Mã định danh, kể cả mã cũ hoặc mã 13 ký tự." };
        var at = new Option<string?>("--at") { Description = "Ngày (30/06/2025) hoặc thời điểm; mặc định là bây giờ.", HelpName = "ngày" };
        return new Command("resolve", "Một mã là cơ quan nào vào một ngày, ai kế thừa, trực thuộc ai.").With(code, at)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(Routes.Path("directory", "resolve"), ("code", parse.GetRequiredValue(code)), ("at", Instant(parse.GetValue(at))));
                var answer = await client.GetAsync(path, ApiJson.Client.AgencyResolution, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(answer, AxisJson.Pretty.AgencyResolution);
                    return ExitCodes.Done;
                }

                Show(terminal, answer);
                return ExitCodes.Done;
            });
    }

    private static void Show(Terminal terminal, AgencyResolution answer)
    {
        terminal.Line($"{answer.Asked} lúc {VietnamTime.Full(answer.At)}: {Name(answer.Agency)}, cấp {answer.Agency.TierName}, nút {answer.Agency.Host}");
        terminal.Line(answer.Open ? "  Đang hoạt động." : "  Không hoạt động.");
        if (answer.Sentence is { } sentence)
        {
            terminal.Wrapped("  " + SafeText.Of(sentence));
        }

        terminal.Line($"  Văn bản mới gửi tới mã này: {(answer.Receiver is { } receiver ? Name(receiver) + " nhận" : "bị từ chối")}.");
        foreach (var candidate in answer.Candidates)
        {
            terminal.Line("    có thể gửi: " + Name(candidate));
        }

        Line(terminal, "Mã khác", answer.Agency.Aliases);
        Line(terminal, "Kế thừa từ", answer.Predecessors);
        Line(terminal, "Cấp trên", answer.Parents);
        Line(terminal, "Cấp dưới", [.. answer.Children.Select(static c => c.Code)]);
        if (answer.Versions.Count > 1)
        {
            foreach (var version in answer.Versions)
            {
                terminal.Line($"  Phiên bản {version.Version}: {SafeText.Of(version.Name)}, {VietnamTime.Full(version.ValidFrom)} – {VietnamTime.Full(version.ValidTo)}");
            }
        }
    }

    private static void Line(Terminal terminal, string what, IReadOnlyList<string> codes)
    {
        if (codes.Count > 0)
        {
            terminal.Wrapped($"  {what}: {string.Join(", ", codes)}");
        }
    }

    private static string Name(AgencyView agency) => $"{SafeText.Of(agency.Name)} ({agency.Code}{(agency.Version > 1 ? $", phiên bản {agency.Version}" : "")})";

    private static string? Instant(string? text) => text is null ? null
        : AgencyColumns.TryInstant(text, out var at) ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : throw CliFailureException.Usage($"'{text}' không phải ngày.", "Ghi dạng 30/06/2025 hoặc 2025-07-01T00:00:00+07:00.");
}
