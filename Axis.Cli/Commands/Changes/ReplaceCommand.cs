using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Core.Contracts;
using Axis.Core.Rules.Changes;

namespace Axis.Cli.Commands.Changes;

/// <summary><c>axis replace</c>: a new document takes an old one's place; nothing is deleted (nghiệp vụ 3, RCL-10).</summary>
public static class ReplaceCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var form = new SendForm();
        var replaced = new Option<string>("--replaces") { Description = "Văn bản bị thay thế: mã gói tin, mã văn bản, số/ký hiệu.", HelpName = "mã", Required = true };
        var error = new Option<string>("--error") { Description = "Loại sai sót: content (nội dung) thì thay thế; form (thể thức, kỹ thuật, thủ tục) thì phải dùng 'axis correct'.", HelpName = "loại", Required = true };
        error.AcceptOnlyFromAmong(CorrectionRule.Content, CorrectionRule.Form);
        var reason = new Option<string>("--reason") { Description = "Lý do thay thế.", HelpName = "nội dung", Required = true };
        return new Command("replace", "Gửi văn bản mới thay thế một văn bản đã gửi.").With(form.Symbols).With(replaced, error, reason)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var digest = await PacketLookup.FindAsync(client, parse.GetRequiredValue(replaced), cancellationToken).ConfigureAwait(false);
                var old = await client.GetAsync(Routes.Path("documents", digest), ApiJson.Client.OutboxDetail, cancellationToken).ConfigureAwait(false);
                var fields = form.Read(parse);
                var agencies = old.Recipients.Select(static r => r.Recipient).Intersect(fields.To, StringComparer.OrdinalIgnoreCase).ToList();
                if (agencies.Count == 0)
                {
                    throw CliFailureException.Usage("Không nơi nhận nào của văn bản mới đã nhận văn bản bị thay thế.", "Kiểm tra --to, hoặc dùng 'axis send'.");
                }

                var business = new BusinessFields { Kind = "replacement", ErrorKind = parse.GetRequiredValue(error), Reason = parse.GetRequiredValue(reason), Replaced = [new ReplacedFields(old.Document.DocumentId, agencies)] };
                var answer = await Submission.SendDocumentAsync(client, terminal, fields with { Business = business }, form.FilesOf(parse), Guid.CreateVersion7().ToString(), cancellationToken).ConfigureAwait(false);
                SendCommand.Show(terminal, answer);
                return ExitCodes.Done;
            });
    }
}
