using System.CommandLine;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Documents;

/// <summary><c>axis send</c>: a document from fields and files, or an existing packet.</summary>
public static class SendCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var form = new SendForm();
        var packet = new Option<string?>("--packet") { Description = "Gửi một gói .edxml có sẵn (đọc khoan dung, đóng gói lại và ký bằng khóa cơ quan gửi).", HelpName = "tệp" };
        var key = new Option<string?>("--idempotency-key") { Description = "Khóa chống gửi trùng; cùng khóa và cùng nội dung thì nút trả lời như cũ.", HelpName = "khóa" };
        var command = new Command("send", "Gửi văn bản: nút kiểm tra, đóng gói, ký, lưu rồi mới trả lời.").With(form.Symbols).With(packet, key);
        return command.Calling(async (client, terminal, parse, cancellationToken) =>
        {
            var idempotency = parse.GetValue(key) ?? Guid.CreateVersion7().ToString();
            try
            {
                var answer = parse.GetValue(packet) is { } file
                    ? await Submission.SendPacketAsync(client, terminal, file, parse.GetValue(form.NoStateSecret), idempotency, cancellationToken).ConfigureAwait(false)
                    : await Submission.SendDocumentAsync(client, terminal, form.Read(parse), form.FilesOf(parse), idempotency, cancellationToken).ConfigureAwait(false);
                Show(terminal, answer);
                return ExitCodes.Done;
            }
            catch (CliFailureException e) when (e.ExitCode == ExitCodes.Unreachable)
            {
                terminal.Note($"Chưa biết nút đã nhận hay chưa. Gửi lại đúng lệnh này với --idempotency-key {idempotency}: văn bản không thể bị gửi hai lần.");
                throw;
            }
        });
    }

    /// <summary>What the node answered.</summary>
    public static void Show(Terminal terminal, SubmitAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(answer);
        if (terminal.Json)
        {
            terminal.WriteJson(answer, AxisJson.Pretty.SubmitAnswer);
            return;
        }

        terminal.Line(answer.Repeated ? "Văn bản này đã được nhận trước đó; câu trả lời như cũ." : "Nút đã nhận, ký và lưu văn bản.");
        terminal.Line($"  Số/ký hiệu   {SafeText.Of(answer.Code)}");
        terminal.Line($"  Mã văn bản   {SafeText.Of(answer.DocumentId)}");
        terminal.Line($"  Gói tin      {answer.Packet}");
        terminal.Line($"  Biên nhận    {answer.Receipt}");
        foreach (var recipient in answer.Recipients)
        {
            var redirected = recipient.Redirected ? $" → {recipient.Delivered}. {recipient.Redirection}" : "";
            terminal.Line($"  Gửi tới      {recipient.Addressed} {SafeText.Of(recipient.Name)}{redirected}");
        }

        foreach (var warning in answer.Warnings)
        {
            terminal.Line($"  Cảnh báo     [{warning.Code}] {SafeText.Of(warning.Text)}");
        }

        terminal.Line($"Theo dõi: axis track {answer.Packet[..16]}");
    }
}
