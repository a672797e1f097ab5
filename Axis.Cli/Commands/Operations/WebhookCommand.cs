using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis webhook list|test|replay</c>.</summary>
public static class WebhookCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("webhook", "Nơi nhận sự kiện: phần mềm được báo khi có văn bản đến hoặc trạng thái đổi.").With(BuildList(), BuildTest(), BuildReplay());

    private static Command BuildList() => Listing.Of(
        "Liệt kê nơi nhận và tình trạng.",
        Routes.Path("event-receivers"),
        ApiJson.Client.IReadOnlyListEventTargetView,
        AxisJson.Pretty.IReadOnlyListEventTargetView,
        "Chưa cấu hình nơi nhận sự kiện nào (mục Events và Drop trong appsettings.json).",
        static (terminal, targets) => terminal.Table(
            ["Tên", "Loại", "Nơi", "Chờ", "Dừng", "Số đã nhận", "Nhận lần cuối", "Lỗi từ", "Lỗi gần nhất"],
            targets.Select(static t => (IReadOnlyList<string>)
            [
                t.Name, t.Kind, SafeText.Cut(t.Place, 40), $"{t.Waiting}", $"{t.Parked}", t.LastSequence is { } last ? $"{last}" : "–",
                VietnamTime.Full(t.LastTakenAt), VietnamTime.Full(t.FailingSince), SafeText.Cut(t.LastError ?? "–", 60),
            ])));

    private static Command BuildTest()
    {
        var name = Name();
        return new Command("test", "Gửi thử một sự kiện loại 'test', ngay và một lần.").With(name)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var result = await client.PostAsync(Routes.Path("event-receivers", parse.GetRequiredValue(name), "test"), ApiJson.Client.EventTestResult, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.EventTestResult);
                }
                else
                {
                    terminal.Line(result.Ok ? $"{result.Name} đã nhận sự kiện thử {result.EventId}." : $"{result.Name} không nhận: {SafeText.Of(result.Error)}.");
                }

                return result.Ok ? ExitCodes.Done : ExitCodes.Refused;
            });
    }

    private static Command BuildReplay()
    {
        var name = Name();
        var from = new Option<long?>("--from") { Description = "Gửi lại mọi sự kiện còn giữ từ số thứ tự này; không có thì chỉ các sự kiện bị dừng.", HelpName = "số" };
        return new Command("replay", "Gửi lại sự kiện, giữ nguyên mã sự kiện.").With(name, from)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var result = await client.PostAsync(
                    Routes.Path("event-receivers", parse.GetRequiredValue(name), "replay"),
                    new ReplayEvents { From = parse.GetValue(from) },
                    ApiJson.Client.ReplayEvents,
                    ApiJson.Client.ReplayedEvents,
                    cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.ReplayedEvents);
                }
                else
                {
                    terminal.Line($"Sẽ gửi lại {result.Count} sự kiện tới {result.Name}.");
                }

                return ExitCodes.Done;
            });
    }

    private static Argument<string> Name() => new("nơi-nhận") { Description = "Tên nơi nhận như 'axis webhook list' in ra." };
}
