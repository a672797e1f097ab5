using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis secrecy isolations|isolate|purge|give-back</c>: a state secret that was found after transport (SEC-03).</summary>
internal static class IsolationCommands
{
    public static Command BuildList() =>
        new Command("isolations", "Văn bản bị cách ly sau khi đã gửi hoặc nhận.")
            .Calling(static async (client, terminal, _, cancellationToken) =>
            {
                var rows = await client.GetAsync(Routes.Path("secrecy", "isolations"), ApiJson.Client.IReadOnlyListIsolationView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(rows, AxisJson.Pretty.IReadOnlyListIsolationView);
                    return ExitCodes.Done;
                }

                foreach (var row in rows)
                {
                    Write(terminal, row);
                }

                if (rows.Count == 0)
                {
                    terminal.Line("(không có văn bản nào bị cách ly)");
                }

                return ExitCodes.Done;
            });

    public static Command BuildIsolate()
    {
        var packet = Packet();
        var reason = Reason();
        return new Command("isolate", "Cách ly ngay: không ai mở được nữa, và báo bên kia qua trục.").With(packet, reason)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var answer = await client.PostAsync(
                    Routes.Path("secrecy", "isolations"), new IsolateDocument(parse.GetRequiredValue(packet), parse.GetRequiredValue(reason)), ApiJson.Client.IsolateDocument, ApiJson.Client.IsolationAnswer, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(answer, AxisJson.Pretty.IsolationAnswer);
                    return ExitCodes.Done;
                }

                terminal.Wrapped($"Đã cách ly {answer.Packets.Count} gói tin; báo qua trục: {(answer.Told.Count == 0 ? "không cơ quan nào" : string.Join(", ", answer.Told.Select(SafeText.Of)))}.");
                foreach (var warning in answer.Warnings)
                {
                    terminal.Wrapped(SafeText.Of(warning.Text));
                }

                terminal.Wrapped("Xóa hẳn nội dung: axis secrecy purge. Bản sao lưu và bản đã tải về máy khác phải xử lý riêng.");
                return ExitCodes.Done;
            });
    }

    public static Command BuildPurge() => Decide("purge", "Xóa hẳn nội dung và trích yếu của văn bản đang cách ly; không lấy lại được.");

    public static Command BuildGiveBack() => Decide("give-back", "Không phải bí mật nhà nước: bỏ cách ly.");

    private static Command Decide(string name, string description)
    {
        var packet = Packet();
        var reason = Reason();
        return new Command(name, description).With(packet, reason)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var view = await client.PostAsync(
                    Routes.Path("secrecy", "isolations", parse.GetRequiredValue(packet), name), new DecideIsolation(parse.GetRequiredValue(reason)), ApiJson.Client.DecideIsolation, ApiJson.Client.IsolationView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(view, AxisJson.Pretty.IsolationView);
                }
                else
                {
                    Write(terminal, view);
                }

                return ExitCodes.Done;
            });
    }

    private static Argument<string> Packet() => new("gói tin") { Description = "SHA-256 đầy đủ của gói tin (64 chữ số)." };

    private static Option<string> Reason() => new("--reason") { Description = "Lý do, ghi lại; không chép nội dung văn bản.", HelpName = "lý do", Required = true };

    private static void Write(Terminal terminal, IsolationView row)
    {
        terminal.Line(row.Packet);
        terminal.Wrapped($"  {SafeText.Of(row.From)} {SafeText.Of(row.DocumentId)}: cách ly {VietnamTime.Full(row.At)} bởi {SafeText.Of(row.By)}. {SafeText.Of(row.Reason)}");
        if (row.DecidedAt is { } decided)
        {
            terminal.Wrapped($"  {(row.State == "purged" ? "Đã xóa" : "Đã bỏ cách ly")} {VietnamTime.Full(decided)}: {SafeText.Of(row.Decision ?? "")}");
        }
    }
}
