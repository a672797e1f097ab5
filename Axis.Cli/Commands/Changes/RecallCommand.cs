using System.CommandLine;
using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Changes;

/// <summary><c>axis recall</c> (thu hồi, nghiệp vụ 1) and <c>axis take-back</c> (lấy lại, 13).</summary>
public static class RecallCommand
{
    /// <summary>Thu hồi: the receivers must cancel the document.</summary>
    public static Command Build()
    {
        var (packet, reason, to) = Symbols();
        var key = new Option<string?>("--idempotency-key") { Description = "Khóa chống thu hồi trùng.", HelpName = "khóa" };
        return new Command("recall", "Thu hồi văn bản đã gửi: nơi nhận phải hủy. Chưa rời nút thì không bao giờ tới nơi nhận.").With(packet, reason, to, key)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var digest = await PacketLookup.FindAsync(client, parse.GetRequiredValue(packet), cancellationToken).ConfigureAwait(false);
                using var body = JsonContent.Create(Read(parse, reason, to), ApiJson.Client.RequestRecall);
                var answer = await client.PostAsync(
                    Routes.Path("documents", digest, "recall"), body, parse.GetValue(key) ?? Guid.CreateVersion7().ToString(), ApiJson.Client.SubmitAnswer, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(answer, AxisJson.Pretty.SubmitAnswer);
                    return ExitCodes.Done;
                }

                terminal.Line($"Đã ký lệnh thu hồi {SafeText.Of(answer.Code)} (gói {answer.Packet[..16]}) tới {answer.Recipients.Count} nơi nhận.");
                ShowWarnings(terminal, answer.Warnings);
                terminal.Line($"Kết quả từng nơi nhận: axis track {digest[..16]}");
                return ExitCodes.Done;
            });
    }

    /// <summary>Lấy lại: asks for a document that was sent by mistake or damaged.</summary>
    public static Command BuildTakeBack()
    {
        var (packet, reason, to) = Symbols();
        return new Command("take-back", "Đề nghị nơi nhận trả lại văn bản gửi nhầm hoặc bị lỗi (13).").With(packet, reason, to)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var digest = await PacketLookup.FindAsync(client, parse.GetRequiredValue(packet), cancellationToken).ConfigureAwait(false);
                var answer = await client.PostAsync(
                    Routes.Path("documents", digest, "take-back"), Read(parse, reason, to), ApiJson.Client.RequestRecall, ApiJson.Client.TakeBackAnswer, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(answer, AxisJson.Pretty.TakeBackAnswer);
                    return ExitCodes.Done;
                }

                foreach (var request in answer.Requests)
                {
                    terminal.Line(request.Withdrawn ? $"{request.Recipient}: đã rút trước khi văn bản rời trục." : $"{request.Recipient}: đã gửi yêu cầu lấy lại (13, gói {request.Status[..16]}).");
                }

                ShowWarnings(terminal, answer.Skipped);
                return ExitCodes.Done;
            });
    }

    private static (Argument<string> Packet, Option<string> Reason, Option<string[]> To) Symbols() => (
        new Argument<string>("gói tin") { Description = "Mã gói tin (SHA-256) hoặc phần đầu, mã văn bản, số/ký hiệu." },
        new Option<string>("--reason") { Description = "Lý do, nơi nhận đọc được.", HelpName = "nội dung", Required = true },
        new Option<string[]>("--to") { Description = "Chỉ ở nơi nhận này; lặp lại được. Bỏ trống là mọi nơi nhận.", HelpName = "mã" });

    private static RequestRecall Read(ParseResult parse, Option<string> reason, Option<string[]> to) => new()
    {
        Reason = parse.GetRequiredValue(reason),
        Recipients = parse.GetValue(to) is { Length: > 0 } chosen ? chosen : null,
    };

    private static void ShowWarnings(Terminal terminal, IReadOnlyList<Warning> warnings)
    {
        foreach (var warning in warnings)
        {
            terminal.Line($"  Lưu ý [{warning.Code}] {SafeText.Of(warning.Text)}");
        }
    }
}
