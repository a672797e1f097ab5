using Axis.Core.Agencies;

namespace Axis.Node.Reconciling;

/// <summary>One comparison with one neighbour while it runs: what it found, and how much the neighbour may still take up of time and of the journal.</summary>
internal sealed class Comparison(NodeId neighbour, TimeSpan most, int mostLines, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>With whom.</summary>
    public NodeId Neighbour => neighbour;

    /// <summary>What it found so far.</summary>
    public ReconcileReport Report { get; private set; } = new(0, 0, 0, 0, false);

    /// <summary>Failures without a line of their own.</summary>
    public int Unnamed => Math.Max(0, Report.Failed - mostLines);

    /// <summary>Whether the next failure gets a line of its own.</summary>
    public bool NamesNext => Report.Failed < mostLines;

    /// <summary>Whether the time is used up. Said once, it stands in the report.</summary>
    public bool IsOver()
    {
        if (time.GetElapsedTime(_began) < most)
        {
            return false;
        }

        Report = Report with { OutOfTime = true };
        return true;
    }

    /// <summary>Adds one delivery.</summary>
    public void Add(Difference difference) => Report = Report with
    {
        Looked = Report.Looked + 1,
        Returned = Report.Returned + (difference == Difference.Returned ? 1 : 0),
        Receipts = Report.Receipts + (difference == Difference.Receipts ? 1 : 0),
        Failed = Report.Failed + (difference == Difference.Failed ? 1 : 0),
    };
}
