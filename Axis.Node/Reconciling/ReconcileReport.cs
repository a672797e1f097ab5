namespace Axis.Node.Reconciling;

/// <summary>What comparing with one neighbour gave.</summary>
/// <param name="Looked">Deliveries that it told of.</param>
/// <param name="Returned">Deliveries that this node had forgotten and has again.</param>
/// <param name="Receipts">Deliveries whose receipts this node lacked and has again.</param>
/// <param name="Failed">Deliveries that could not be taken back.</param>
/// <param name="OutOfTime">The neighbour's time was used up before it had told everything.</param>
public sealed record ReconcileReport(int Looked, int Returned, int Receipts, int Failed, bool OutOfTime);
