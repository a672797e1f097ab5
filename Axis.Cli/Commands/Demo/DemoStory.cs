using Axis.Cli.Commands.Documents;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Demo;

/// <summary>The story of the demonstration. Everything printed is what the nodes' APIs say.</summary>
public static class DemoStory
{
    private static readonly TimeSpan HopTimeout = TimeSpan.FromSeconds(30);
    private static readonly string[] Consigned = ["01", "02", "03", "04", "05", "06"];

    /// <summary>Plays it.</summary>
    /// <returns>Whether everything was delivered and every verdict is TOTAL-PASSED.</returns>
    public static async Task<bool> PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var (report, directive) = (stage.Network.Documents[0], stage.Network.Documents[1]);
        Title(stage, "A. Xã báo cáo lên trung ương");
        var first = await SendAsync(stage, report, cancellationToken).ConfigureAwait(false);
        await first.UntilAsync(AllConsigned, HopTimeout, stage.Time, cancellationToken).ConfigureAwait(false);
        await AnswerAsync(stage, report, first, cancellationToken).ConfigureAwait(false);

        Title(stage, "B. Công điện hỏa tốc từ trung ương xuống mọi cấp; nút huyện bị giết giữa chừng");
        var second = await KillInTheMiddleAsync(stage, directive, cancellationToken).ConfigureAwait(false);
        await AnswerAsync(stage, directive, second, cancellationToken).ConfigureAwait(false);

        Title(stage, $"C. Các gói tin có sẵn trong {stage.Folders.Packets}");
        await DemoPackets.SendAllAsync(stage, cancellationToken).ConfigureAwait(false);

        Title(stage, "Bảng theo dõi");
        var delivered = await DemoEnding.WriteTrackingAsync(stage, cancellationToken).ConfigureAwait(false);
        Title(stage, "Kiểm tra ngoại tuyến mọi gói tin và biên nhận");
        return await DemoEnding.VerifyAsync(stage, stage.Nodes, cancellationToken).ConfigureAwait(false) && delivered;
    }

    /// <summary>Whether every recipient has it.</summary>
    public static bool AllConsigned(TrackingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Recipients.All(static r => Consigned.Contains(r.Line.State));
    }

    internal static void Title(DemoStage stage, string text)
    {
        stage.Terminal.Line();
        stage.Terminal.Wrapped("== " + text);
    }

    /// <summary>What its clerk fills in.</summary>
    internal static SubmitDocument Form(DemoDocument document) => new()
    {
        From = document.From,
        To = document.To,
        NoStateSecret = true,
        TypeName = document.TypeName,
        Number = document.CodeNumber,
        Notation = document.CodeNotation,
        Subject = document.Subject,
        Place = document.Place,
        Signer = new SignerFields(document.SignerFullName, document.SignerPosition, document.SignerCompetence),
        Priority = document.Priority,
    };

    internal static async Task<HopWatcher> SendAsync(DemoStage stage, DemoDocument document, CancellationToken cancellationToken)
    {
        var sender = stage.HostOf(document.From);
        var files = document.Files.Select(f => Path.Combine(stage.Folders.Samples, f)).ToArray();
        var answer = await Submission.SendDocumentAsync(sender.Clerk, stage.Terminal, Form(document), files, Guid.CreateVersion7().ToString(), cancellationToken).ConfigureAwait(false);
        stage.Made(answer.Packet);
        stage.Terminal.Wrapped($"{document.From} gửi {answer.Code} \"{document.Subject}\" tới {string.Join(", ", answer.Recipients.Select(static r => r.Delivered))}");
        stage.Terminal.Wrapped($"  gói tin {answer.Packet[..16]} ({Sizes.Format(answer.Size)}), nút {sender.Process.Node.Id} đã ký, lưu và cấp biên nhận {answer.Receipt[..12]}");
        return new HopWatcher(sender.Clerk, stage.Terminal, answer.Code, answer.Packet);
    }

    // The district is killed before the directive reaches it, so what is bound for it and the communes below waits at the province.
    private static async Task<HopWatcher> KillInTheMiddleAsync(DemoStage stage, DemoDocument directive, CancellationToken cancellationToken)
    {
        var district = stage.HostOf("H99.21");
        var pid = district.Process.Pid;
        await district.Process.KillAsync(cancellationToken).ConfigureAwait(false);
        stage.Terminal.Wrapped($"  SIGKILL nút {district.Process.Node.Id} (tiến trình {pid})");
        var watcher = await SendAsync(stage, directive, cancellationToken).ConfigureAwait(false);
        await watcher.UntilAsync(static v => v.Recipients.Any(static r => Consigned.Contains(r.Line.State)), HopTimeout, stage.Time, cancellationToken).ConfigureAwait(false);
        var waiting = (await watcher.LookAsync(cancellationToken).ConfigureAwait(false)).Recipients.Where(static r => !Consigned.Contains(r.Line.State)).ToArray();
        foreach (var recipient in waiting)
        {
            stage.Terminal.Wrapped($"  {recipient.Line.Recipient}: {TrackCommand.PlaceOf(recipient.Line)}");
        }

        district.Process.Start();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await district.Process.WaitUntilReadyAsync(http, HopTimeout, stage.Time, cancellationToken).ConfigureAwait(false);
        stage.Terminal.Wrapped($"  khởi động lại nút {district.Process.Node.Id} (tiến trình {district.Process.Pid})");
        await watcher.UntilAsync(AllConsigned, HopTimeout, stage.Time, cancellationToken).ConfigureAwait(false);
        return watcher;
    }

    internal static async Task AnswerAsync(DemoStage stage, DemoDocument document, HopWatcher watcher, CancellationToken cancellationToken)
    {
        foreach (var answer in document.Answers)
        {
            var item = await stage.FindArrivedAsync(answer.Agency, i => i.Packet == watcher.Packet, cancellationToken).ConfigureAwait(false)
                ?? throw new CliFailureException(ExitCodes.Refused, "DEMO_MISSING", $"Văn bản {watcher.Title} không có trong hộp đến của {answer.Agency}.", null);
            await stage.AnswerAsync(
                answer.Agency, item, new AnswerStatus { Code = answer.Code, ReasonCode = answer.ReasonCode, Description = answer.Reason }, cancellationToken).ConfigureAwait(false);
            await watcher.LookAsync(cancellationToken).ConfigureAwait(false);
        }

        var last = document.Answers.GroupBy(static a => a.Agency).ToDictionary(static g => g.Key, static g => g.Last().Code);
        await watcher.UntilAsync(
            v => v.Recipients.All(r => !last.TryGetValue(r.Line.Recipient, out var code) || r.Line.State == code), HopTimeout, stage.Time, cancellationToken).ConfigureAwait(false);
    }
}
