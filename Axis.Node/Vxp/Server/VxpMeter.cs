using System.Diagnostics.Metrics;

namespace Axis.Node.Vxp.Server;

/// <summary>Counters of the VXP face for <c>/metrics</c>. No label names a system, an agency or a document.</summary>
internal static class VxpMeter
{
    private static readonly Meter Meter = new("Axis.Vxp");
    private static readonly Counter<long> CallCount = Meter.CreateCounter<long>("axis_vxp_calls", description: "VXP calls by call and answer code");
    private static readonly Counter<long> RefusedCount = Meter.CreateCounter<long>("axis_vxp_calls_refused", description: "VXP calls whose caller was not accepted");

    public static void Answered(string call, string code) => CallCount.Add(1, new KeyValuePair<string, object?>("call", call), new KeyValuePair<string, object?>("code", code));

    public static void Refused() => RefusedCount.Add(1);
}
