using Axis.Core.Receipts;

namespace Axis.Node.Incoming;

/// <summary>What is stated of recipients hosted here once their document is filed, by the event that says it. Of those who are still waited for nothing is said.</summary>
public static class Consignments
{
    /// <summary>At most one statement per event, each about somebody; the reason is that of the first recipient refused.</summary>
    public static IEnumerable<(ReceiptEvent Event, string? Reason, IReadOnlyList<RecipientOutcome> Recipients)> Of(IReadOnlyList<FiledRecipient> filed)
    {
        ArgumentNullException.ThrowIfNull(filed);
        List<RecipientOutcome> consigned = [.. filed.Where(static f => f.Consigned).Select(static f => f.Outcome).OrderBy(static r => r.Addressed)];
        List<RecipientOutcome> failed = [.. filed.Where(static f => !f.Outcome.Accepted).Select(static f => f.Outcome).OrderBy(static r => r.Addressed)];
        if (consigned.Count > 0)
        {
            yield return (ReceiptEvent.ContentConsignment, null, consigned);
        }

        if (failed.Count > 0)
        {
            yield return (ReceiptEvent.ContentConsignmentFailure, failed[0].Code, failed);
        }
    }
}
