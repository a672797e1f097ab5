using System.Globalization;
using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Reconciling;

/// <summary>The last comparison with a neighbour that found something missing, kept for the operator: a restored store has to say what came back.</summary>
/// <param name="At">When it ended (UTC).</param>
/// <param name="Looked">Deliveries looked at.</param>
/// <param name="Returned">Deliveries taken back.</param>
/// <param name="Receipts">Receipts taken back.</param>
/// <param name="Failed">Deliveries that could not be taken back.</param>
public sealed record LastComparison(DateTimeOffset At, int Looked, int Returned, int Receipts, int Failed)
{
    /// <summary>Keeps it with the rows that it tells of.</summary>
    public static void Keep(ISession session, NodeId neighbour, DateTimeOffset at, ReconcileReport report)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(report);
        session.Links.SetMeta(KeyOf(neighbour), string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()} {report.Looked} {report.Returned} {report.Receipts} {report.Failed}"));
    }

    /// <summary>The last one with a neighbour; <c>null</c> when nothing was ever missing.</summary>
    public static LastComparison? Find(ISession session, NodeId neighbour)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.Links.GetMeta(KeyOf(neighbour)) is not { } kept)
        {
            return null;
        }

        var parts = kept.Split(' ').Select(static p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return new LastComparison(DateTimeOffset.FromUnixTimeSeconds(parts[0]), (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4]);
    }

    private static string KeyOf(NodeId neighbour) => "compared:" + neighbour.Value;
}
