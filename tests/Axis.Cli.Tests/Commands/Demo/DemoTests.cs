using Axis.Cli.Commands.Demo;

namespace Axis.Cli.Tests.Commands.Demo;

/// <summary>The whole product through its first command: five node processes.</summary>
[NonParallelizable]
public sealed class DemoTests
{
    [Test]
    [CancelAfter(180_000)]
    public async Task the_demonstration_ends_with_everything_delivered_and_every_verdict_passed(CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AxisCommandLine.RunAsync(["demo"], output, error, cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, output + "\n" + error);
            Assert.That(output.ToString(), Does.Contain("TOTAL-PASSED, 0 khác."));
        });
    }

    [Test]
    public void the_network_of_the_samples_fits_together()
    {
        var network = DemoNetwork.Read(Path.GetDirectoryName(Verify.VerifyTests.Samples)!);
        Assert.That(network.Nodes.Count(static n => n.PullOnly), Is.EqualTo(1));
    }

    [Test]
    public void free_ports_are_distinct() => Assert.That(FreePorts.Take(10), Is.Unique);
}
