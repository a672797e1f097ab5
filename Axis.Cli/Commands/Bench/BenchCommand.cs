using System.CommandLine;
using Axis.Cli.Commands.Bench.Lists;
using Axis.Cli.Commands.Bench.Verifying;
using Axis.Cli.Output;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Bench;

/// <summary><c>axis bench</c>: honest figures of this machine, from real node processes.</summary>
public static class BenchCommand
{
    private const long Judged = 10_000_000;
    private static readonly (string Name, SignatureAlgorithm Algorithm)[] Keys = [("RSA-2048", SignatureAlgorithm.RsaSha256), ("P-256", SignatureAlgorithm.EcdsaP256Sha256)];

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var quick = new Option<bool>("--quick") { Description = "Lượt ngắn (dưới nửa phút) để thử lệnh; số đo chỉ có tính tham khảo." };
        var large = new Option<bool>("--large") { Description = "Đo thêm một tệp lớn đi xã → tỉnh → trung ương và bộ nhớ của từng nút." };
        var size = new Option<long>("--large-mib") { Description = "Cỡ của tệp lớn, MiB. Mặc định 1024.", HelpName = "MiB", DefaultValueFactory = static _ => 1024 };
        var queue = new Option<bool>("--queue") { Description = "Đo thêm hàng đợi dài khi nút láng giềng vắng mặt." };
        var waiting = new Option<int>("--queue-length") { Description = "Độ dài hàng đợi, so với 1000. Mặc định 100000.", HelpName = "số", DefaultValueFactory = static _ => 100_000 };
        var stamps = new Option<bool>("--stamps") { Description = "Đo thêm khi dịch vụ dấu thời gian và OCSP không trả lời, và lúc chúng trở lại." };
        var lists = new Option<bool>("--lists") { Description = "Đo thêm các danh sách khi kho có 200000 văn bản." };
        var documents = new Option<int?>("--documents") { Description = "Số văn bản 10 kB của mỗi lượt. Mặc định 3000; phần stamps 1000, phần lists 200000.", HelpName = "số" };
        var submitters = new Option<int>("--submitters") { Description = "Số lời gọi gửi văn bản đồng thời. Mặc định 64.", HelpName = "số", DefaultValueFactory = static _ => 64 };
        var only = new Option<string?>("--only") { Description = "Chỉ đo một phần: startup, documents, verify, large, queue, stamps hoặc lists.", HelpName = "phần" };
        only.AcceptOnlyFromAmong("startup", "documents", "verify", "large", "queue", "stamps", "lists");
        var command = new Command("bench", "Đo tốc độ trên máy này: văn bản mỗi giây, độ trễ, xác minh, bộ nhớ, khởi động.")
            .With(quick, large, size, queue, waiting, stamps, lists, documents, submitters, only);
        command.SetAction((parse, cancellationToken) =>
        {
            var part = parse.GetValue(only);
            var plan = new BenchPlan(
                parse.GetValue(quick),
                part is null or "startup",
                part is null or "documents",
                part is null or "verify",
                parse.GetValue(large) || part == "large" ? checked(parse.GetValue(size) << 20) : null,
                parse.GetValue(queue) || part == "queue" ? parse.GetValue(waiting) : null,
                parse.GetValue(stamps) || part == "stamps" ? parse.GetValue(documents) ?? 1000 : null,
                parse.GetValue(lists) || part == "lists" ? parse.GetValue(documents) ?? 200_000 : null,
                parse.GetValue(documents) ?? 3000,
                parse.GetValue(submitters));
            return RunAsync(Terminal.For(parse), plan, TimeProvider.System, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, BenchPlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        plan.Check();
        var machine = MachineFacts.Read();
        var at = time.GetUtcNow();
        var text = new BenchText(terminal);
        text.Machine(machine);
        StartupFigures? startup = null;
        if (plan.Startup)
        {
            startup = await StartupBench.RunAsync(plan.Quick ? 1 : 5, TimeSpan.FromSeconds(plan.Quick ? 1 : 10), time, cancellationToken).ConfigureAwait(false);
            text.Startup(startup);
        }

        var documents = plan.Documents ? await DocumentsAsync(plan, text, time, cancellationToken).ConfigureAwait(false) : [];
        IReadOnlyList<VerifyFigures> verify = [];
        if (plan.Verify)
        {
            verify = await new VerifyBench(time).RunAsync(plan.Quick ? [Judged] : [Judged, 100_000_000], Judged, plan.Quick ? 1 : 5, cancellationToken).ConfigureAwait(false);
            text.Verify(verify);
        }

        LargeFigures? large = null;
        if (plan.LargeBytes is { } bytes)
        {
            large = await LargeBench.RunAsync(bytes, time, cancellationToken).ConfigureAwait(false);
            text.Large(large);
        }

        var queue = new List<QueueFigures>();
        if (plan.QueueLength is { } length)
        {
            queue.Add(await QueueBench.RunAsync(1000, time, cancellationToken).ConfigureAwait(false));
            queue.Add(await QueueBench.RunAsync(length, time, cancellationToken).ConfigureAwait(false));
            text.Queue(queue);
        }

        StampsFigures? stamps = null;
        if (plan.StampedDocuments is { } count)
        {
            stamps = await StampsBench.RunAsync(count, plan.Submitters, time, cancellationToken).ConfigureAwait(false);
            text.Stamps(stamps);
        }

        ListsFigures? lists = null;
        if (plan.ListedDocuments is { } stored)
        {
            lists = await ListsBench.RunAsync(stored, time, cancellationToken).ConfigureAwait(false);
            text.Lists(lists);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(new BenchReport(machine, at, startup, documents, verify, large, queue, stamps, lists), CliJson.Pretty.BenchReport);
        }

        return ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<DocumentsFigures>> DocumentsAsync(BenchPlan plan, BenchText text, TimeProvider time, CancellationToken cancellationToken)
    {
        var figures = new List<DocumentsFigures>();
        foreach (var (name, algorithm) in Keys)
        {
            var network = await BenchNetwork.StartAsync(2, algorithm, null, time, cancellationToken).ConfigureAwait(false);
            await using (network.ConfigureAwait(false))
            {
                foreach (var load in plan.Cases())
                {
                    figures.Add(await DocumentsBench.RunAsync(network, name, load, time, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        text.Documents(figures);
        return figures;
    }
}
