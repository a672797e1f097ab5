using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>A document that waits for a signature made elsewhere.</summary>
/// <param name="Row">Whose, by whom, until when.</param>
/// <param name="State">What it is.</param>
internal sealed record WaitingDraft(PreparedSubmission Row, PreparedState State)
{
    /// <summary>As kept.</summary>
    public static WaitingDraft Of(PreparedSubmission row) => new(row, PreparedState.Of(row));
}
