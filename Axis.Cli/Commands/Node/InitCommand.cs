using System.CommandLine;
using Axis.Cli.Output;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node init</c>: a working node, or a node that waits for its parent's answer, with one command.</summary>
public static class InitCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var identity = new NodeIdentity();
        var newRoot = new Option<bool>("--new-root") { Description = "Nút đầu tiên của mạng: tạo CA thử nghiệm và gốc danh bạ, chạy được ngay." };
        var section = new Option<string?>("--section") { Description = "Xin quản lý phần danh bạ riêng cho các nút cấp dưới, ví dụ h99.", HelpName = "tên" };
        var command = new Command("init", "Tạo nút: khóa, cấu hình có chú thích, thẻ vận hành. Mặc định tạo join-request.json để gửi cấp trên.")
            .With(identity.Symbols).With(newRoot, section);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var folder = new NodeFolder(GlobalOptions.DataFolder(parse));
            var plan = identity.Read(parse);
            InitResult result;
            if (parse.GetValue(newRoot))
            {
                var fingerprint = await NodeMaking.NewRootAsync(folder, plan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                result = new InitResult(plan.Node.Id, folder.Root, fingerprint, null);
            }
            else
            {
                var name = parse.GetValue(section);
                if (name == SectionHead.RootName)
                {
                    throw CliFailureException.Usage("'root' là tên của phần gốc.", "Chọn tên khác, ví dụ mã cấp một của tỉnh: h99.");
                }

                await NodeMaking.RequestAsync(folder, plan, name, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                result = new InitResult(plan.Node.Id, folder.Root, null, folder.JoinRequest);
            }

            Show(terminal, result);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, InitResult result)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(result, CliJson.Pretty.InitResult);
            return;
        }

        terminal.Line($"Đã tạo nút {result.Node} trong {result.Data}");
        if (result.RootFingerprint is { } fingerprint)
        {
            terminal.Line("Dấu vân tay khóa gốc danh bạ (đọc cho các nút xin gia nhập qua điện thoại, không gửi kèm tệp):");
            terminal.Line("  " + fingerprint);
            terminal.Line($"Chạy nút: axis node run --data {result.Data}");
        }
        else
        {
            terminal.Line($"Bước tiếp theo: gửi {result.JoinRequest} cho nút cấp trên (tệp không chứa bí mật),");
            terminal.Line("nhận lại welcome.json và nghe dấu vân tay khóa gốc qua điện thoại, rồi chạy:");
            terminal.Line($"  axis node join welcome.json --data {result.Data} --fingerprint \"…\"");
        }
    }
}

/// <summary>What <c>node init --json</c> prints.</summary>
/// <param name="Node">Node name.</param>
/// <param name="Data">Its data folder.</param>
/// <param name="RootFingerprint">Fingerprint of the root's key, for a new root.</param>
/// <param name="JoinRequest">File for the parent, for a joining node.</param>
public sealed record InitResult(string Node, string Data, string? RootFingerprint, string? JoinRequest);
