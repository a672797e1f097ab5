using System.CommandLine;
using Axis.Cli.Commands.Inbox;
using Axis.Core.Contracts;
using Axis.Core.Rules.Changes;

namespace Axis.Cli.Commands.Changes;

/// <summary><c>axis agree|decline</c>: the receiving clerk's answer to a recall, take-back or update (15, 16).</summary>
public static class ChangeAnswerCommands
{
    /// <summary>Both.</summary>
    public static IEnumerable<Command> BuildAll() => [Build(agree: true), Build(agree: false)];

    private static Command Build(bool agree)
    {
        var id = InboxLookup.Argument();
        var note = new Option<string?>("--note") { Description = agree ? "Ghi chú gửi kèm." : "Lý do, cho người đọc; bắt buộc với KHAC.", HelpName = "nội dung" };
        var reason = new Option<string?>("--reason") { Description = "Mã lý do: " + string.Join(", ", ChangeReasons.Declining) + ".", HelpName = "mã", Hidden = agree, Required = !agree };
        reason.AcceptOnlyFromAmong([.. ChangeReasons.Declining]);
        return new Command(
                agree ? "agree" : "decline",
                agree ? "Đồng ý thu hồi, lấy lại hoặc cập nhật (15): văn bản bị thu hồi không còn đọc được." : "Từ chối thu hồi, lấy lại hoặc cập nhật (16); phải có lý do.")
            .With(id, reason, note)
            .Posting(
                InboxLookup.PathOf(id, "change"),
                parse => new AnswerChange { Agree = agree, ReasonCode = parse.GetValue(reason), Description = parse.GetValue(note) },
                static json => json.AnswerChange,
                static json => json.ChangeAnswerResult,
                static result => $"Đã ký và gửi trả lời {result.Code} (gói {result.Packet[..16]}).",
                static result => result.Warnings);
    }
}
