using System.CommandLine;
using Axis.Cli.Client;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Inbox;

/// <summary><c>axis inbox deadlines|paper-returned</c>: what is to be done, until when.</summary>
public static class DutyCommands
{
    /// <summary>Open duties, soonest due first.</summary>
    public static Command BuildDeadlines()
    {
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        return new Command("deadlines", "Việc chưa xong có thời hạn: vào sổ, giải quyết, trả lời thu hồi, gửi trả bản giấy.").With(agency)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var list = await client.GetAsync(Routes.Query(Routes.Path("deadlines"), ("agency", parse.GetValue(agency))), ApiJson.Client.IReadOnlyListDeadlineView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(list, AxisJson.Pretty.IReadOnlyListDeadlineView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Văn bản", "Cơ quan", "Việc", "Hạn", ""],
                    list.Select(static d => (IReadOnlyList<string>)[ShortId.Of(d.Item), d.Agency, d.Name, VietnamTime.Full(d.Due), d.Overdue ? "QUÁ HẠN" : ""]));
                return ExitCodes.Done;
            });
    }

    /// <summary>The paper copy of a recalled document was sent back (RCL-08).</summary>
    public static Command BuildPaperReturned()
    {
        var id = InboxLookup.Argument();
        return new Command("paper-returned", "Ghi nhận đã gửi trả bản giấy của văn bản bị thu hồi.").With(id)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var key = await InboxLookup.FindAsync(client, parse.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
                var done = await client.PostAsync(Routes.Path("inbox", key.ToString(), "paper-returned"), ApiJson.Client.DeadlineView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(done, AxisJson.Pretty.DeadlineView);
                    return ExitCodes.Done;
                }

                terminal.Line($"Đã ghi nhận gửi trả bản giấy lúc {VietnamTime.Full(done.SettledAt)}.");
                return ExitCodes.Done;
            });
    }
}
