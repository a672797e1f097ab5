using Axis.Core.Receipts;

namespace Axis.Node.Incoming;

/// <summary>What a neighbour is told about its delivery. Closed; everything else is a <see cref="Links.LinkException"/>.</summary>
public abstract record ReceiveOutcome
{
    private ReceiveOutcome()
    {
    }

    /// <summary>Stored, judged and committed; these receipts say what became of it.</summary>
    public sealed record Receipted(IReadOnlyList<SealedReceipt> Receipts) : ReceiveOutcome;

    /// <summary>Bytes are wanted from the offset on.</summary>
    public sealed record Wanted(long Offset) : ReceiveOutcome;
}
