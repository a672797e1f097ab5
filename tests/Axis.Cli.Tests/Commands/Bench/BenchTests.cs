using System.Text.Json;
using Axis.Cli.Commands.Bench;
using Axis.Cli.Output;

namespace Axis.Cli.Tests.Commands.Bench;

/// <summary>The measurements are taken, and only of documents that arrived; what they say is not judged here.</summary>
[NonParallelizable]
public sealed class BenchTests
{
    private const long MiB = 1 << 20;

    [Test]
    [CancelAfter(300_000)]
    public async Task a_quick_run_has_a_figure_for_every_part(CancellationToken cancellationToken)
    {
        var report = await RunAsync(["bench", "--quick", "--json"], cancellationToken);

        Assert.Multiple(() =>
        {
            Assert.That(report.Machine.Cores, Is.Positive);
            Assert.That(report.Startup?.IdleResidentBytes, Is.Positive);
            Assert.That(report.Documents.Select(static d => (d.AgencyKey, d.AttachmentBytes)), Is.EqualTo(new[] { ("RSA-2048", 10_000L), ("RSA-2048", 1_000_000L), ("P-256", 10_000L), ("P-256", 1_000_000L) }));
            Assert.That(report.Documents.Select(static d => d.EndToEndPerSecond), Is.All.Positive);
            Assert.That(report.Documents.Select(static d => d.EndToEnd.P50), Is.All.Positive);
            Assert.That(report.Verify.Select(static v => v.Judge), Is.SupersetOf(new[] { "DocAxis", "SignedXml" }));
        });
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task a_large_file_costs_no_node_memory_that_grows_with_it(CancellationToken cancellationToken)
    {
        var report = await RunAsync(["bench", "--only", "large", "--large-mib", "192", "--json"], cancellationToken);

        // A node that held the file even once, let alone as base64, would grow by more than 192 MiB.
        var growth = report.Large!.IdleResidentBytes.Zip(report.Large.Nodes).Select(static n => (n.Second.PeakResidentBytes - n.First) / MiB);
        Assert.That(growth, Is.All.LessThan(64));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task every_document_sent_without_authorities_gets_its_level_and_its_verdict_when_they_return(CancellationToken cancellationToken)
    {
        var stamps = (await RunAsync(["bench", "--only", "stamps", "--documents", "40", "--submitters", "8", "--json"], cancellationToken)).Stamps!;

        Assert.Multiple(() =>
        {
            Assert.That((stamps.Documents, stamps.Waiting, stamps.AtLevel, stamps.Decided), Is.EqualTo((40, 60, 60, 60)), "the warm-up counts too");
            Assert.That(stamps.Rounds, Has.Count.EqualTo(StampsBench.Rounds).And.All.Matches<StampsRound>(static r => r is { PlainPerSecond: > 0, AwayPerSecond: > 0 }));
            Assert.That(stamps.Ratio, Is.EqualTo(stamps.AwayPerSecond / stamps.PlainPerSecond).Within(0.05));
        });
    }

    [Test]
    public async Task too_few_documents_for_the_turns_are_a_usage_error() =>
        Assert.That((await AxisRun.RunAsync("bench", "--only", "stamps", "--documents", "3")).Code, Is.EqualTo(ExitCodes.Usage));

    [Test]
    public void percentiles_are_by_nearest_rank() =>
        Assert.That(Latency.Of(Enumerable.Range(1, 200).Select(static i => TimeSpan.FromMilliseconds(i))), Is.EqualTo(new Latency(100, 190, 198)));

    [Test]
    public void the_pattern_reads_to_its_length_whatever_the_buffer()
    {
        using var stream = new PatternStream((3 << 20) + 17);
        using var read = new MemoryStream();
        stream.CopyTo(read, 777);

        Assert.That(read.Length, Is.EqualTo(stream.Length));
    }

    [TestCase("--submitters", "0")]
    [TestCase("--documents", "-1")]
    [TestCase("--large-mib", "5000")]
    public async Task a_number_out_of_range_is_a_usage_error(string option, string value) =>
        Assert.That((await AxisRun.RunAsync("bench", "--large", option, value)).Code, Is.EqualTo(ExitCodes.Usage));

    private static async Task<BenchReport> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AxisCommandLine.RunAsync(args, output, error, cancellationToken);
        Assert.That(code, Is.Zero, output + "\n" + error);
        return JsonSerializer.Deserialize(output.ToString(), CliJson.Pretty.BenchReport)!;
    }
}
