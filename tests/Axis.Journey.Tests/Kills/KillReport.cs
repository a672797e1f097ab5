using System.Globalization;
using System.Text;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.Kills;

/// <summary>What the storm was: kills per boundary and node, documents, and how long things took.</summary>
internal static class KillReport
{
    public static string Of(KillStorm storm, Func<KillNode, IStore> store)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{storm.Kills} kills\n{"",-16}");
        foreach (var node in storm.Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{node.Spec.Id,12}");
        }

        foreach (var boundary in KillPlan.Boundaries.Append("random"))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{boundary,-16}");
            foreach (var node in storm.Nodes)
            {
                text.Append(CultureInfo.InvariantCulture, $"{node.Kills.GetValueOrDefault(boundary),12}");
            }
        }

        var documents = storm.Nodes.SelectMany(n => n.Sent.Select(d => (Node: n, Document: d))).ToList();
        var waits = documents.SelectMany(d => store(d.Node).Read(s => s.Tracking.ListFor(Digest.Parse(d.Document.Answer.Packet))))
            .Select(static r => r.UpdatedAt - r.CreatedAt).Order().ToList();
        var starts = storm.Nodes.SelectMany(static n => n.Process.Starts).Order().ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n{documents.Count} documents to {waits.Count} recipients; {storm.Nodes.Sum(static n => n.Clerk.Repeated)} answers were lost and asked for again\n");
        text.Append(CultureInfo.InvariantCulture, $"submitted to last news, seconds: {Spread(waits)}\nprocess start to ready, seconds: {Spread(starts)}\n");
        text.Append(CultureInfo.InvariantCulture, $"quiet {storm.Recovery.TotalSeconds:0.0} s after the last kill\n");
        foreach (var error in storm.Nodes.SelectMany(static n => n.Process.Errors).Take(20))
        {
            text.AppendLine(error);
        }

        return text.ToString();
    }

    private static string Spread(List<TimeSpan> times) => times.Count == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"half within {times[times.Count / 2].TotalSeconds:0.0}, 95 % within {times[times.Count * 95 / 100].TotalSeconds:0.0}, all within {times[^1].TotalSeconds:0.0}");
}
