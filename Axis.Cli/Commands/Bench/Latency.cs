namespace Axis.Cli.Commands.Bench;

/// <summary>Percentiles of a duration, in milliseconds.</summary>
/// <param name="P50">Half were faster.</param>
/// <param name="P95">19 of 20 were faster.</param>
/// <param name="P99">99 of 100 were faster.</param>
public sealed record Latency(double P50, double P95, double P99)
{
    /// <summary>Of measured durations (nearest rank).</summary>
    public static Latency Of(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Select(static d => d.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0 ? new Latency(0, 0, 0) : new Latency(At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99));
    }

    private static double At(double[] sorted, double share) => Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 2);
}
