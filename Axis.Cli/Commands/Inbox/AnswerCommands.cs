using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
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
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var key = await InboxLookup.FindAsync(client, parse.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
                var person = parse.GetValue(staff);
                var department = parse.GetValue(unit);
                var answer = new AnswerStatus
                {
                    Code = code,
                    ReasonCode = parse.GetValue(reason),
                    Description = parse.GetValue(note),
                    Staff = person is null && department is null ? null : new StaffFields(person, Department: department),
                };
                var result = await client.PostAsync(
                    Routes.Path("inbox", key.ToString(), "status"), answer, ApiJson.Client.AnswerStatus, ApiJson.Client.AnswerResult, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.AnswerResult);
                    return ExitCodes.Done;
                }

                var number = result.ArrivalNumber is { } arrival ? $", số đến {arrival}" : "";
                terminal.Line($"Đã ký và gửi trạng thái {result.State} {result.StateName}{number} (gói {result.Packet[..16]}).");
                foreach (var warning in result.Warnings)
                {
                    terminal.Line($"  Cảnh báo [{warning.Code}] {SafeText.Of(warning.Text)}");
                }

                return ExitCodes.Done;
            });
    }
}
