namespace Axis.Cli.Tests.Commands.Demo;

/// <summary>Commune and province over the native link, province and national axis over VXP and TLS, three processes.</summary>
[NonParallelizable]
public sealed class VxpDemoTests
{
    [Test]
    [CancelAfter(180_000)]
    public async Task documents_and_statuses_cross_a_vxp_line_both_ways_and_everything_verifies(CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await AxisCommandLine.RunAsync(["demo", "--vxp"], output, error, cancellationToken);

        var printed = output + "\n" + error;
        Assert.That(code, Is.Zero, printed);
        Assert.That(printed, Does.Contain("G99 trả lời 06").And.Contain("H99.31 trả lời 06").And.Contain("H99.31 trả lời 01").And.Not.Match("[1-9][0-9]* khác\\."));
    }

    [Test]
    public async Task evidence_is_of_the_other_demonstration()
    {
        var result = await AxisRun.RunAsync("demo", "--vxp", "--evidence", "x");

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage), result.Error);
    }
}
