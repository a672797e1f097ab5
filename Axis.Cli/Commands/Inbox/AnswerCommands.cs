using System.CommandLine;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Inbox;

/// <summary><c>axis accept|refuse|assign|process|finish</c>: the receiving clerk's answers (edXML §6.5).</summary>
public static class AnswerCommands
{
    private static readonly string[] Reasons =
        ["SAI_NOI_NHAN", "SAI_THAM_QUYEN", "THIEU_TEP", "TEP_HONG", "KY_SO_KHONG_HOP_LE", "SAI_THE_THUC", "TRUNG", "CO_DAU_HIEU_MAT", "KHAC"];

    /// <summary>All five, and the warning of a suspected error.</summary>
    public static IEnumerable<Command> BuildAll() =>
    [
        Build("accept", "03", "Tiếp nhận văn bản đến (03): vào sổ, lấy số đến, báo cho nơi gửi."),
        Build("refuse", "02", "Từ chối văn bản đến (02); phải có lý do."),
        AssignCommand.Build(),
        Build("process", "05", "Báo đang xử lý (05)."),
        Build("finish", "06", "Báo đã hoàn thành (06)."),
        BuildAnomaly(),
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

    // RCV-10
    private static Command BuildAnomaly()
    {
        var id = InboxLookup.Argument();
        var reason = new Option<string>("--reason") { Description = "Mã lý do: " + string.Join(", ", Reasons) + ".", HelpName = "mã", Required = true };
        reason.AcceptOnlyFromAmong(Reasons);
        var note = new Option<string>("--note") { Description = "Điều phát hiện được, cho người đọc.", HelpName = "nội dung", Required = true };
        return new Command("anomaly", "Báo ngay nơi gửi khi nghi sai sót, bất thường: trả lại (02) nếu chưa tiếp nhận, cảnh báo nếu đã tiếp nhận.").With(id, reason, note)
            .Posting(
                InboxLookup.PathOf(id, "anomaly"),
                parse => new ReportAnomaly { ReasonCode = parse.GetRequiredValue(reason), Description = parse.GetRequiredValue(note) },
                static json => json.ReportAnomaly,
                static json => json.AnswerResult,
                static result => result.State == "02" ? Told(result) : $"Đã ký và gửi cảnh báo cho nơi gửi; trạng thái vẫn là {result.State} {result.StateName} (gói {result.Packet[..16]}).",
                static result => result.Warnings);
    }

    private static StaffFields? Person(string? name, string? unit) => name is null && unit is null ? null : new StaffFields(name, Department: unit);

    internal static string Told(AnswerResult result) =>
        $"Đã ký và gửi trạng thái {result.State} {result.StateName}{(result.ArrivalNumber is { } arrival ? $", số đến {arrival}" : "")} (gói {result.Packet[..16]}).";
}
