using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Core.Contracts;
using Axis.Core.Rules.Changes;

namespace Axis.Cli.Commands.Changes;

/// <summary><c>axis correct</c>: a công văn that corrects the form of a document that was sent (DOC-11).</summary>
internal static class CorrectCommand
{
    public static Command Build()
    {
        var form = new SendForm();
        var corrected = new Option<string>("--corrects") { Description = "Văn bản được đính chính: mã gói tin, mã văn bản, số/ký hiệu.", HelpName = "mã", Required = true };
        var reason = new Option<string>("--reason") { Description = "Sai sót được đính chính.", HelpName = "nội dung", Required = true };
        return new Command("correct", "Đính chính bằng công văn khi văn bản đã gửi sai thể thức, kỹ thuật trình bày hoặc thủ tục ban hành.").With(form.Symbols).With(corrected, reason)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var digest = await PacketLookup.FindAsync(client, parse.GetRequiredValue(corrected), cancellationToken).ConfigureAwait(false);
                var old = (await client.GetAsync(Routes.Path("documents", digest), ApiJson.Client.OutboxDetail, cancellationToken).ConfigureAwait(false)).Document;
                var business = new BusinessFields { Kind = "correction", Reason = parse.GetRequiredValue(reason), Corrected = new ReferenceFields(old.From, old.Code, old.DocumentId, old.Date) };
                var fields = form.Read(parse, CorrectionRule.TypeName) with { Business = business };
                var answer = await Submission.SendDocumentAsync(client, terminal, fields, form.FilesOf(parse), Guid.CreateVersion7().ToString(), cancellationToken).ConfigureAwait(false);
                SendCommand.Show(terminal, answer);
                return ExitCodes.Done;
            });
    }
}
