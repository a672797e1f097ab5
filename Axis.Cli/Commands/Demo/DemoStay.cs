using Axis.Cli.Commands.Documents;

namespace Axis.Cli.Commands.Demo;

/// <summary><c>axis demo --stay</c>: the nodes go on, the console is open to people of every role, and documents keep coming, until Ctrl+C.</summary>
public static class DemoStay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Tells where to look, then keeps the traffic going.</summary>
    public static async Task RunAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        try
        {
            Tell(stage, await DemoPeople.AddAsync(stage, cancellationToken).ConfigureAwait(false));
            for (var turn = 0; ; turn++)
            {
                await Task.Delay(Pause, stage.Time, cancellationToken).ConfigureAwait(false);
                await SendAsync(stage, stage.Network.Documents[turn % stage.Network.Documents.Count], cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            stage.Terminal.Wrapped("Đang dừng các nút.");
        }
    }

    private static void Tell(DemoStage stage, IReadOnlyList<(DemoNodeClients Node, IReadOnlyList<(string Name, string Password)> People)> added)
    {
        stage.Terminal.Line();
        stage.Terminal.Wrapped("Các nút vẫn chạy, cứ 20 giây có một văn bản mới. Mở giao diện bằng trình duyệt; mật khẩu dưới đây dùng cho lần đăng nhập đầu:");
        foreach (var (node, people) in added)
        {
            var address = node.Process.Url.GetLeftPart(UriPartial.Authority);
            stage.Terminal.Line();
            stage.Terminal.Line($"{node.Process.Node.Name}: {address}/console");
            foreach (var (name, password) in people)
            {
                stage.Terminal.Line($"  {name,-8} {password}");
            }

            stage.Terminal.Line($"  axis inbox list --url {address} --token-file {node.ClerkTokenFile}");
        }

        stage.Terminal.Line();
        stage.Terminal.Wrapped("vanthu: văn thư; lanhdao: lãnh đạo; quantri: quản trị; kiemtra: kiểm tra. Nhấn Ctrl+C để dừng và dọn dẹp.");
    }

    // The next number of the register, so that no two are one document.
    private static async Task SendAsync(DemoStage stage, DemoDocument document, CancellationToken cancellationToken)
    {
        var form = DemoStory.Form(document) with { Number = null };
        var files = document.Files.Select(f => Path.Combine(stage.Folders.Samples, f)).ToArray();
        var answer = await Submission.SendDocumentAsync(stage.HostOf(document.From).Clerk, stage.Terminal, form, files, Guid.CreateVersion7().ToString(), cancellationToken).ConfigureAwait(false);
        stage.Terminal.Line($"{Core.Rules.VietnamTime.Clock(stage.Time.GetUtcNow())} {document.From} gửi {answer.Code} tới {string.Join(", ", answer.Recipients.Select(static r => r.Delivered))}");
    }
}
