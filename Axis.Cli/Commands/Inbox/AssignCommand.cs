using System.CommandLine;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Inbox;

/// <summary><c>axis assign</c>: who solves the document, with whom, how and until when (04, RCV-09). Given again, it is a new version.</summary>
internal static class AssignCommand
{
    public static Command Build()
    {
        var id = InboxLookup.Argument();
        var unit = new Option<string?>("--unit") { Description = "Đơn vị chủ trì.", HelpName = "đơn vị" };
        var staff = new Option<string?>("--staff") { Description = "Người chủ trì.", HelpName = "họ tên" };
        var partners = new Option<string[]>("--with") { Description = "Đơn vị hoặc người phối hợp; lặp lại được. Người của một đơn vị: \"đơn vị/họ tên\".", HelpName = "tên" };
        var instruction = new Option<string?>("--instruction") { Description = "Ý kiến chỉ đạo; chỉ lưu trong cơ quan, không gửi đi.", HelpName = "nội dung" };
        var due = new Option<string?>("--due") { Description = "Hạn giải quyết, yyyy-MM-dd.", HelpName = "ngày" };
        var note = new Option<string?>("--note") { Description = "Ghi chú gửi kèm cho nơi gửi.", HelpName = "nội dung" };
        return new Command("assign", "Phân công xử lý (04): một chủ trì, các đơn vị phối hợp, ý kiến chỉ đạo, hạn; phân công lại là một lần ghi mới.")
            .With(id, unit, staff, partners, instruction, due, note)
            .Posting(
                InboxLookup.PathOf(id, "status"),
                parse => new AnswerStatus
                {
                    Code = "04",
                    Description = parse.GetValue(note),
                    Assignment = new AssignWork
                    {
                        Lead = new AssigneeFields(parse.GetValue(unit), parse.GetValue(staff)),
                        CoOperators = [.. (parse.GetValue(partners) ?? []).Select(Partner)],
                        Instruction = parse.GetValue(instruction),
                        DueDate = Days.Read(parse.GetValue(due)),
                    },
                },
                static json => json.AnswerStatus,
                static json => json.AnswerResult,
                AnswerCommands.Told,
                static result => result.Warnings);
    }

    private static AssigneeFields Partner(string text) => text.Split('/', 2, StringSplitOptions.TrimEntries) is [var unit, var person] ? new(unit, person) : new(text);
}
