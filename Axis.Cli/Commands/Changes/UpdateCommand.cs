using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Changes;

/// <summary><c>axis update</c>: the same document with other content or other receivers (nghiệp vụ 2, RCL-09).</summary>
public static class UpdateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var packet = new Argument<string>("gói tin") { Description = "Mã gói tin (SHA-256) hoặc phần đầu, mã văn bản, số/ký hiệu." };
        var files = new Argument<string[]>("tệp") { Description = "Tệp mới của văn bản; cần khi đổi nội dung hoặc thêm nơi nhận.", Arity = ArgumentArity.ZeroOrMore };
        var reason = new Option<string>("--reason") { Description = "Lý do cập nhật.", HelpName = "nội dung", Required = true };
        var subject = new Option<string?>("--subject") { Description = "Trích yếu mới.", HelpName = "nội dung" };
        var add = new Option<string[]>("--add") { Description = "Thêm nơi nhận; lặp lại được.", HelpName = "mã" };
        var remove = new Option<string[]>("--remove") { Description = "Bỏ nơi nhận (với nơi đó là thu hồi); lặp lại được.", HelpName = "mã" };
        var secret = new Option<bool>("--no-state-secret") { Description = "Cam kết văn bản không chứa bí mật nhà nước (bắt buộc phải nêu)." };
        return new Command("update", "Cập nhật văn bản đã gửi: nội dung, trích yếu, hoặc nơi nhận.").With(packet, files, reason, subject, add, remove, secret)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var digest = await PacketLookup.FindAsync(client, parse.GetRequiredValue(packet), cancellationToken).ConfigureAwait(false);
                var detail = await client.GetAsync(Routes.Path("documents", digest), ApiJson.Client.OutboxDetail, cancellationToken).ConfigureAwait(false);
                var (added, removed, paths) = (parse.GetValue(add) ?? [], parse.GetValue(remove) ?? [], parse.GetValue(files) ?? []);
                var content = paths.Length > 0 || parse.GetValue(subject) is not null;
                if (!content && added.Length + removed.Length == 0)
                {
                    throw CliFailureException.Usage("Chưa nêu cập nhật điều gì.", "Thêm tệp mới, --subject, --add hoặc --remove.");
                }

                if (paths.Length == 0 && (added.Length > 0 || content))
                {
                    throw CliFailureException.Usage("Đổi nội dung hoặc thêm nơi nhận thì phải kèm đủ tệp của văn bản.", "Liệt kê các tệp sau mã gói tin, tệp chính đứng trước.");
                }

                foreach (var missing in paths.Where(static f => !File.Exists(f)))
                {
                    throw CliFailureException.Usage($"Không thấy tệp '{missing}'.", "Kiểm tra lại đường dẫn.");
                }

                // Those from whom it was recalled, or who refused it, are no longer on the list.
                var kept = detail.Recipients.Where(static r => r.State is not ("02" or "WITHDRAWN" or "FAILED") && r is not { Change: "recall" or "take-back", ChangeEnd: "unread" or "agreed" }).Select(static r => r.Recipient);
                var update = Form(detail, parse.GetValue(subject), [.. kept.Union(added).Union(removed)], parse.GetValue(secret), new BusinessFields
                {
                    Kind = "update",
                    Reason = parse.GetRequiredValue(reason),
                    TargetDocumentId = detail.Document.DocumentId,
                    DocumentInfo = content,
                    DocumentReceiver = added.Length + removed.Length > 0,
                    Receivers = [.. removed.Select(static r => new ReceiverChangeFields(r, Added: false)), .. added.Select(static r => new ReceiverChangeFields(r, Added: true))],
                });
                var answer = await Submission.SendDocumentAsync(client, terminal, update, paths, Guid.CreateVersion7().ToString(), cancellationToken).ConfigureAwait(false);
                SendCommand.Show(terminal, answer);
                return ExitCodes.Done;
            });
    }

    private static SubmitDocument Form(OutboxDetail detail, string? subject, IReadOnlyList<string> to, bool noStateSecret, BusinessFields business)
    {
        var document = detail.Document;
        var code = document.Code?.Split('/', 2) ?? [];
        return new SubmitDocument
        {
            From = document.From,
            To = to,
            NoStateSecret = noStateSecret,
            TypeName = document.TypeName ?? "",
            Number = code.Length > 0 ? code[0] : null,
            Notation = code.Length > 1 ? code[1] : "",
            Date = document.Date,
            Place = document.FromName is { Length: <= 50 } name ? name : document.From,
            Subject = subject ?? document.Subject ?? "",
            Signer = new SignerFields(document.Signer ?? "", document.SignerPosition),
            Priority = document.Priority,
            DueDate = document.DueDate,
            Business = business,
        };
    }
}
