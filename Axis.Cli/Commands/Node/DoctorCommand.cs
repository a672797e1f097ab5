using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node doctor</c>: what is wrong, why, and what to do next; works with the node running or not.</summary>
public static class DoctorCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var command = new Command("doctor", "Khám nút: nguyên nhân và việc cần làm, bằng lời dễ hiểu. Mã thoát 1 khi có việc cần làm.");
        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var folder = new NodeFolder(GlobalOptions.DataFolder(parse));
            var findings = new List<Finding>(LocalChecks.Run(folder));
            var asked = await AskNodeAsync(parse, folder, cancellationToken).ConfigureAwait(false);
            // A running node watches its certificates itself; the same end need not be told twice.
            findings.RemoveAll(f => f.Code is LocalChecks.CertificateEnds or LocalChecks.CertificateExpired && !asked.Any(static a => a.Code == "NOT_RUNNING"));
            findings.AddRange(asked);
            if (terminal.Json)
            {
                terminal.WriteJson(new Diagnosis(folder.Root, findings), CliJson.Pretty.Diagnosis);
            }
            else
            {
                Write(terminal, folder, findings);
            }

            return findings.Exists(static f => f.Severity != "info") ? ExitCodes.Refused : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>One finding with its advice.</summary>
    public static void WriteFinding(Terminal terminal, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(finding);
        var mark = finding.Severity switch
        {
            "error" => "[LỖI]     ",
            "warning" => "[CẢNH BÁO]",
            _ => "[ghi chú] ",
        };
        terminal.Line($"{mark} {finding.Code}: {SafeText.Of(finding.Text)}");
        if (finding.Advice.Length > 0)
        {
            terminal.Line("           Cần làm: " + SafeText.Of(finding.Advice));
        }
    }

    private static void Write(Terminal terminal, NodeFolder folder, List<Finding> findings)
    {
        terminal.Line($"Khám nút tại {folder.Root}");
        foreach (var finding in findings.OrderBy(static f => f.Severity switch { "error" => 0, "warning" => 1, _ => 2 }))
        {
            WriteFinding(terminal, finding);
        }

        if (findings.TrueForAll(static f => f.Severity == "info"))
        {
            terminal.Line("Không thấy việc gì cần làm.");
        }
    }

    private static async Task<IReadOnlyList<Finding>> AskNodeAsync(ParseResult parse, NodeFolder folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Settings) && parse.GetValue(GlobalOptions.Url) is null)
        {
            return [];
        }

        try
        {
            using var client = new NodeClient(NodeConnection.Of(parse));
            var status = await client.GetAsync(Routes.Path("status"), ApiJson.Client.NodeStatus, cancellationToken).ConfigureAwait(false);
            var findings = new List<Finding>(status.Findings);
            foreach (var link in status.Links.Where(static l => l.Mode == "push" && l.State is "failing" or "closed"))
            {
                var test = await client.PostAsync(Routes.Path("links", link.Neighbour, "test"), ApiJson.Client.LinkTestResult, cancellationToken).ConfigureAwait(false);
                if (test.Steps.FirstOrDefault(static s => s.Outcome == "failed") is { } step)
                {
                    // The step says more than the node's own finding about the same link, which it replaces.
                    findings.RemoveAll(f => f.Code is "LINK_FAILING" or "LINK_CLOSED" && f.Text.Contains($" {link.Neighbour}", StringComparison.Ordinal));
                    findings.Add(new Finding("LINK_STEP", "error", $"Kết nối tới {link.Neighbour} {(link.State == "closed" ? "bị đóng" : "hỏng")} ở bước {CheckNames.Of(step.Name)}: {step.Detail}", link.State == "closed" ? "Đối chiếu khóa với người vận hành nút đó qua kênh khác, rồi cập nhật danh bạ hoặc 'axis link pin'." : $"Văn bản vẫn được giữ và tự chuyển khi có kết nối; thử lại bằng 'axis link test {link.Neighbour}'."));
                }
            }

            return findings;
        }
        catch (CliFailureException e) when (e.ExitCode == ExitCodes.Unreachable)
        {
            return [new Finding("NOT_RUNNING", "error", "Nút không trả lời.", "Khởi động: 'systemctl start docaxis' hoặc 'axis node run --data …'; nếu không lên, xem dòng lỗi mà lệnh đó in ra.")];
        }
        catch (CliFailureException e)
        {
            return [new Finding(e.Code, "error", e.Message, e.Action ?? "Sửa điều đã nêu rồi khám lại.")];
        }
    }
}

/// <summary>What <c>node doctor --json</c> prints.</summary>
public sealed record Diagnosis(string Data, IReadOnlyList<Finding> Findings);
