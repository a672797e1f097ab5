using System.Diagnostics.Metrics;

namespace Axis.Node.Events;

/// <summary>Counts tries to tell receivers, by their kind and what came of them.</summary>
internal static class EventMeter
{
    private static readonly Meter Meter = new("Axis.Events");
    private static readonly Counter<long> Tries = Meter.CreateCounter<long>("axis_events_told_total");

    public static void Told(string kind, EventOutcome outcome) =>
        Tries.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome.GetType().Name.ToLowerInvariant()));
}
