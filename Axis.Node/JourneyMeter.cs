using System.Diagnostics.Metrics;

namespace Axis.Node;

/// <summary>Counters of the journey for <c>/metrics</c>. No label names an agency, a person or a document.</summary>
public static class JourneyMeter
{
    private static readonly Meter Meter = new("Axis.Journey");
    private static readonly Counter<long> SubmittedCount = Meter.CreateCounter<long>("axis_documents_submitted", description: "Documents taken from clerks");
    private static readonly Counter<long> ReceivedCount = Meter.CreateCounter<long>("axis_packets_received", description: "Packets received from neighbours, by verdict");
    private static readonly Counter<long> KeptCount = Meter.CreateCounter<long>("axis_receipts_kept", description: "Receipts of other nodes kept");
    private static readonly Counter<long> RefusedCount = Meter.CreateCounter<long>("axis_receipts_refused", description: "Receipts of other nodes refused");

    /// <summary>A document was stored for its sender.</summary>
    public static void Submitted() => SubmittedCount.Add(1);

    /// <summary>A packet was committed with its verdict (EN 319 102-1 text).</summary>
    public static void Received(string verdict) => ReceivedCount.Add(1, new KeyValuePair<string, object?>("verdict", verdict));

    /// <summary>A batch of receipts was looked at.</summary>
    public static void Receipts(int kept, int refused)
    {
        KeptCount.Add(kept);
        RefusedCount.Add(refused);
    }
}
