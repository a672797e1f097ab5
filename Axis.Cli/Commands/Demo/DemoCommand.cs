using System.CommandLine;
using Axis.Cli.Output;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Demo;

/// <summary>
/// <c>axis demo</c>: five real nodes on this machine, documents across four levels, answers back, one node killed in the middle, everything verified. With <c>--vxp</c> a
/// commune and its province, which is a client of a national axis.
/// </summary>
public static class DemoCommand
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var stay = new Option<bool>("--stay") { Description = "Giữ các nút chạy sau khi trình diễn, in địa chỉ giao diện và người dùng, cho đến khi nhấn Ctrl+C." };
        var samples = new Option<string?>("--samples") { Description = "Thư mục samples/four-levels (với --vxp: samples/national-axis).", HelpName = "thư mục" };
        var evidence = new Option<string?>("--evidence") { Description = "Thư mục mới để giữ lại hồ sơ bằng chứng (ho-so.asice), và CA thử nghiệm để gia hạn hồ sơ về sau.", HelpName = "thư mục" };
        var vxp = new Option<bool>("--vxp") { Description = "Xã và tỉnh nối nhau bằng kết nối nút, tỉnh nối trục quốc gia bằng VXP; văn bản và trạng thái đi cả hai chiều." };
        var command = new Command("demo", "Trình diễn: năm nút thật (trung ương, tỉnh, huyện, hai xã), văn bản đi bốn cấp, biên nhận và trả lời quay về.").With(stay, samples, evidence, vxp);
        command.SetAction((parse, cancellationToken) => RunAsync(Terminal.For(parse), parse.GetValue(samples), parse.GetValue(evidence), parse.GetValue(stay), parse.GetValue(vxp), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string? samples, string? evidence, bool stay, bool vxp, CancellationToken cancellationToken)
    {
        if (vxp && evidence is not null)
        {
            throw CliFailureException.Usage("--evidence không dùng cùng --vxp.", "Hồ sơ bằng chứng của trình diễn thuộc mạng bốn cấp: chạy axis demo --evidence.");
        }

        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var folders = DemoFolders.Find(samples, vxp ? DemoFolders.NationalAxis : DemoFolders.FourLevels);
        var network = DemoNetwork.Read(folders.Samples);
        var keep = evidence is null ? null : DemoEvidence.Prepare(evidence);
        var root = Directory.CreateTempSubdirectory("docaxis-demo-").FullName;
        IReadOnlyList<NodeProcess> nodes = [];
        DemoServices? services = null;
        try
        {
            terminal.Wrapped($"{network.Name}: {network.Nodes.Count} nút, {network.Agencies.Count} cơ quan. Dữ liệu: {root}");
            DemoSetup.OpenAuthority(root, time).Dispose();
            (services, var addresses) = await DemoServices.StartAsync(DemoSetup.AuthorityFolder(root), time).ConfigureAwait(false);
            if (vxp)
            {
                nodes = await VxpDemoSetup.MakeAsync(network, root, SignatureAlgorithm.RsaSha256, addresses, time, cancellationToken).ConfigureAwait(false);
                await VxpDemo.StartAsync(network, nodes, terminal, time, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                nodes = await DemoSetup.MakeAsync(network, root, SignatureAlgorithm.RsaSha256, addresses, time, cancellationToken).ConfigureAwait(false);
                await StartAsync(nodes, time, cancellationToken).ConfigureAwait(false);
            }

            using var stage = await DemoStage.OpenAsync(network, folders, nodes, terminal, time, cancellationToken).ConfigureAwait(false);
            var passed = await (vxp ? VxpDemo.PlayAsync(stage, cancellationToken) : DemoStory.PlayAsync(stage, cancellationToken)).ConfigureAwait(false);
            if (!vxp)
            {
                passed = await DemoEvidence.VerifyAsync(stage, keep, cancellationToken).ConfigureAwait(false) && passed;
            }

            if (keep is not null)
            {
                DemoEvidence.KeepAuthority(DemoSetup.AuthorityFolder(root), keep);
            }

            terminal.Line();
            terminal.Wrapped($"Xong sau {time.GetElapsedTime(start).TotalSeconds:0.0} giây: {(passed ? "mọi văn bản đã tới nơi, mọi kết luận TOTAL-PASSED." : "CÓ ĐIỀU KHÔNG ĐÚNG, xem các dòng trên.")}");
            if (stay)
            {
                await DemoStay.RunAsync(stage, cancellationToken).ConfigureAwait(false);
            }

            return passed ? ExitCodes.Done : ExitCodes.Refused;
        }
        finally
        {
            await Task.WhenAll(nodes.Select(static n => n.DisposeAsync().AsTask())).ConfigureAwait(false);
            if (services is not null)
            {
                await services.DisposeAsync().ConfigureAwait(false);
            }

            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task StartAsync(IReadOnlyList<NodeProcess> nodes, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var node in nodes)
        {
            node.Start();
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Task.WhenAll(nodes.Select(n => n.WaitUntilReadyAsync(http, StartTimeout, time, cancellationToken))).ConfigureAwait(false);
    }
}
