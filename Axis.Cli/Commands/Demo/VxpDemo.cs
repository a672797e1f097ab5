using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Node.Options;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Demo;

/// <summary>
/// <c>axis demo --vxp</c>: commune and province speak the native link, the province is a client of the national axis over the VXP client API. Everything printed is what
/// the nodes' APIs say.
/// </summary>
public static class VxpDemo
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Starts the national axis, has it admit the province as a system, as an operator does, and starts the others.</summary>
    public static async Task StartAsync(DemoNetwork network, IReadOnlyList<NodeProcess> nodes, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(terminal);
        var (national, province) = (nodes[0], nodes[1]);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        national.Start();
        await national.WaitUntilReadyAsync(http, Timeout, time, cancellationToken).ConfigureAwait(false);
        using (var client = new NodeClient(new NodeConnection(national.Url, Path.Combine(national.DataFolder, "operator.token"))))
        {
            var request = new AddVxpSystem
            {
                Id = VxpDemoSetup.SystemId,
                Name = "Nút " + province.Node.Name,
                Agencies = [.. network.Agencies.Where(a => a.Node != national.Node.Id).Select(static a => a.Code)],
                AllowUnsigned = true,
                NoStateSecret = true,
                RequireFileHash = true,
            };
            var added = await client.PostAsync(Routes.Path("vxp", "systems"), request, ApiJson.Client.AddVxpSystem, ApiJson.Client.VxpSystemSecret, cancellationToken).ConfigureAwait(false);
            PrivateFile.Create(Path.Combine(province.DataFolder, "keys", VxpDemoSetup.SecretFile), System.Text.Encoding.ASCII.GetBytes(added.Secret + "\n"));
            terminal.Wrapped($"{national.Node.Name} cấp hệ thống {added.View.Id} cho {string.Join(", ", added.View.Agencies)} (axis vxp system add); kết nối qua TLS, địa chỉ riêng.");
        }

        foreach (var node in nodes.Skip(1))
        {
            node.Start();
        }

        await Task.WhenAll(nodes.Skip(1).Select(n => n.WaitUntilReadyAsync(http, Timeout, time, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Plays the story.</summary>
    /// <returns>Whether everything was delivered and every verdict is TOTAL-PASSED.</returns>
    public static async Task<bool> PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var (report, directive) = (stage.Network.Documents[0], stage.Network.Documents[1]);
        DemoStory.Title(stage, "A. Xã báo cáo lên trung ương: xã → tỉnh (kết nối nút), tỉnh → trục quốc gia (VXP, cách viết Java)");
        await ExchangeAsync(stage, report, cancellationToken).ConfigureAwait(false);

        DemoStory.Title(stage, "B. Công điện từ trung ương xuống tỉnh và xã; nút tỉnh bị giết rồi khởi động lại với cách viết C#");
        await RestartAsync(stage, stage.Nodes[1].Process, cancellationToken).ConfigureAwait(false);
        await ExchangeAsync(stage, directive, cancellationToken).ConfigureAwait(false);

        DemoStory.Title(stage, "Bảng theo dõi");
        var delivered = await DemoEnding.WriteTrackingAsync(stage, cancellationToken).ConfigureAwait(false);
        DemoStory.Title(stage, "Kiểm tra ngoại tuyến: trục quốc gia và tỉnh, mỗi bên theo danh bạ của mình");
        var above = await DemoEnding.VerifyAsync(stage, [stage.Nodes[0]], cancellationToken).ConfigureAwait(false);
        var below = await DemoEnding.VerifyAsync(stage, [.. stage.Nodes.Skip(1)], cancellationToken).ConfigureAwait(false);
        return above && below && delivered;
    }

    private static async Task ExchangeAsync(DemoStage stage, DemoDocument document, CancellationToken cancellationToken)
    {
        var watcher = await DemoStory.SendAsync(stage, document, cancellationToken).ConfigureAwait(false);
        await watcher.UntilAsync(DemoStory.AllConsigned, Timeout, stage.Time, cancellationToken).ConfigureAwait(false);
        await DemoStory.AnswerAsync(stage, document, watcher, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RestartAsync(DemoStage stage, NodeProcess province, CancellationToken cancellationToken)
    {
        var pid = province.Pid;
        await province.KillAsync(cancellationToken).ConfigureAwait(false);
        stage.Terminal.Wrapped($"  SIGKILL nút {province.Node.Id} (tiến trình {pid})");
        VxpDemoSetup.SetDialect(province, VxpDialect.CSharp);
        province.Start();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await province.WaitUntilReadyAsync(http, Timeout, stage.Time, cancellationToken).ConfigureAwait(false);
        stage.Terminal.Wrapped($"  khởi động lại nút {province.Node.Id} (tiến trình {province.Pid})");
    }
}
