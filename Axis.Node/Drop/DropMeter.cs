using System.Diagnostics.Metrics;

namespace Axis.Node.Drop;

/// <summary>Counts what was dropped, by what became of it.</summary>
internal static class DropMeter
{
    private static readonly Meter Meter = new("Axis.Drop");
    private static readonly Counter<long> Things = Meter.CreateCounter<long>("axis_drop_taken_total");

    public static void Taken(string outcome) => Things.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
