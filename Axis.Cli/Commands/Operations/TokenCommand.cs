using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis token issue|list|revoke</c>.</summary>
public static class TokenCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("token", "Thẻ truy cập API.").With(BuildIssue(), BuildList(), BuildRevoke());

    private static Command BuildIssue()
    {
        var name = new Option<string>("--name") { Description = "Tên thẻ: cho ai, phần mềm nào.", HelpName = "tên", Required = true };
        var role = new Option<string>("--role") { Description = "clerk (văn thư), leader (lãnh đạo), operator (vận hành), auditor (kiểm toán), security (cán bộ bảo mật).", HelpName = "vai trò", Required = true };
        role.AcceptOnlyFromAmong("clerk", "leader", "operator", "auditor", "security");
        var agency = new Option<string[]>("--agency") { Description = "Cơ quan mà thẻ được dùng; lặp lại được.", HelpName = "mã" };
        var days = new Option<int?>("--days") { Description = "Số ngày hiệu lực; bỏ trống là không hết hạn.", HelpName = "số" };
        var output = new Option<string>("--out") { Description = "Tệp ghi thẻ (chỉ chủ tệp đọc được); phải chưa có.", HelpName = "tệp", Required = true };
        return new Command("issue", "Cấp thẻ mới; bí mật chỉ được ghi một lần vào tệp, không in ra màn hình.").With(name, role, agency, days, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                using var file = NewFile.Reserve(parse.GetRequiredValue(output), isSecret: true);
                var request = new IssueToken { Name = parse.GetRequiredValue(name), Role = parse.GetRequiredValue(role), Agencies = parse.GetValue(agency), Days = parse.GetValue(days) };
                var issued = await client.PostAsync(Routes.Path("tokens"), request, ApiJson.Client.IssueToken, ApiJson.Client.IssuedToken, cancellationToken).ConfigureAwait(false);
                file.Fill(System.Text.Encoding.ASCII.GetBytes(issued.Token + "\n"));
                if (terminal.Json)
                {
                    terminal.WriteJson(issued.View, AxisJson.Pretty.TokenView);
                }
                else
                {
                    terminal.Line($"Đã cấp thẻ {issued.View.Id} ({issued.View.Role}) vào {file.FullPath}.");
                }

                return ExitCodes.Done;
            });
    }

    private static Command BuildList() =>
        new Command("list", "Liệt kê thẻ (không có bí mật).")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var tokens = await client.GetAsync(Routes.Path("tokens"), ApiJson.Client.IReadOnlyListTokenView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(tokens, AxisJson.Pretty.IReadOnlyListTokenView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Mã", "Tên", "Vai trò", "Cơ quan", "Cấp lúc", "Hết hạn", "Thu hồi"],
                    tokens.Select(static t => (IReadOnlyList<string>)
                        [t.Id, t.Name, t.Role, string.Join(", ", t.Agencies), VietnamTime.Full(t.CreatedAt), VietnamTime.Full(t.ExpiresAt), VietnamTime.Full(t.RevokedAt)]));
                return ExitCodes.Done;
            });

    private static Command BuildRevoke()
    {
        var id = new Argument<string>("mã") { Description = "Mã thẻ, như 'axis token list' in ra." };
        return new Command("revoke", "Thu hồi thẻ ngay lập tức.").With(id)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var token = parse.GetRequiredValue(id);
                await client.CallAsync(HttpMethod.Delete, Routes.Path("tokens", token), cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(new RevokedToken(token), CliJson.Pretty.RevokedToken);
                }
                else
                {
                    terminal.Line($"Đã thu hồi thẻ {SafeText.Of(token)}.");
                }

                return ExitCodes.Done;
            });
    }
}

/// <summary>What <c>token revoke</c> revoked.</summary>
public sealed record RevokedToken(string Id);
