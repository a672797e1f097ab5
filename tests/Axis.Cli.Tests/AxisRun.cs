namespace Axis.Cli.Tests;

/// <summary>Runs the command line in this process and keeps what it printed.</summary>
internal static class AxisRun
{
    public static async Task<AxisResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var code = await AxisCommandLine.RunAsync(args, output, error, limit.Token);
        return new AxisResult(code, output.ToString(), error.ToString());
    }
}

internal sealed record AxisResult(int Code, string Output, string Error);
