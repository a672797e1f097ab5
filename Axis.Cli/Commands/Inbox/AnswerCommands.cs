using System.CommandLine;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Inbox;

/// <summary><c>axis accept|refuse|assign|process|finish</c>: the receiving clerk's answers (edXML §6.5).</summary>
public static class AnswerCommands
{
    private static readonly string[] Reasons =
        ["SAI_NOI_NHAN", "SAI_THAM_QUYEN", "THIEU_TEP", "TEP_HONG", "KY_SO_KHONG_HOP_LE", "SAI_THE_THUC", "TRUNG", "CO_DAU_HIEU_MAT", "KHAC"];

    /// <summary>All five.</summary>
    public static IEnumerable<Command> BuildAll() =>
    [
        Build("accept", "03", "Tiếp nhận văn bản đến (03): vào sổ, lấy số đến, báo cho nơi gửi."),
        Build("refuse", "02", "Từ chối văn bản đến (02); phải có lý do."),
        Build("assign", "04", "Báo đã phân công xử lý (04)."),
        Build("process", "05", "Báo đang xử lý (05)."),
        Build("finish", "06", "Báo đã hoàn thành (06)."),
    ];

    private static Command Build(string name, string code, string description)
    {
        var id = InboxLookup.Argument();
        var note = new Option<string?>("--note") { Description = code == "02" ? "Lý do từ chối, cho người đọc." : "Ghi chú gửi kèm.", HelpName = "nội dung", Required = code == "02" };
        var reason = new Option<string?>("--reason") { Description = "Mã lý do: " + string.Join(", ", Reasons) + ".", HelpName = "mã", Hidden = code != "02", Required = code == "02" };
        reason.AcceptOnlyFromAmong(Reasons);
        var staff = new Option<string?>("--staff") { Description = "Cán bộ xử lý.", HelpName = "họ tên" };
        var unit = new Option<string?>("--unit") { Description = "Đơn vị của cán bộ.", HelpName = "đơn vị" };
        return new Command(name, description).With(id, reason, note, staff, unit)
            .Posting(
                InboxLookup.PathOf(id, "status"),
                parse => new AnswerStatus
                {
                    Code = code,
                    ReasonCode = parse.GetValue(reason),
                    Description = parse.GetValue(note),
                    Staff = Person(parse.GetValue(staff), parse.GetValue(unit)),
                },
                static json => json.AnswerStatus,
                static json => json.AnswerResult,
                Told,
                static result => result.Warnings);
    }

    private static StaffFields? Person(string? name, string? unit) => name is null && unit is null ? null : new StaffFields(name, Department: unit);

    private static string Told(AnswerResult result) =>
        $"Đã ký và gửi trạng thái {result.State} {result.StateName}{(result.ArrivalNumber is { } arrival ? $", số đến {arrival}" : "")} (gói {result.Packet[..16]}).";
}
