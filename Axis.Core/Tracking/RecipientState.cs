using Axis.Core.Packets;

namespace Axis.Core.Tracking;

/// <summary>What is known of one document × recipient; a pure function of all its events (STA-06).</summary>
/// <param name="State">The effective state.</param>
/// <param name="Since">Event time of what moved it there; <c>null</c> while only sent.</param>
/// <param name="Source">Digest of what moved it there.</param>
/// <param name="ReasonCode">Code of the refusal or failure.</param>
/// <param name="Reason">Its sentence.</param>
/// <param name="Change">The change request laid over the state (recall, take-back, update).</param>
/// <param name="Remarks">What does not fit, in the order of the events; empty when all fits.</param>
public sealed record RecipientState(
    DocumentState State,
    DateTimeOffset? Since,
    Digest? Source,
    string? ReasonCode,
    string? Reason,
    ChangeState Change,
    IReadOnlyList<StatusRemark> Remarks)
{
    /// <summary>What the sender is shown of the anomalies; <c>null</c> when there is none.</summary>
    public string? Anomaly => Remarks.Count == 0 ? null : string.Join(" ", Remarks.Select(static r => r.Sentence).Distinct());
}

/// <summary>Something that does not fit the table.</summary>
/// <param name="Source">The status packet or receipt behind it.</param>
/// <param name="Severe">An anomaly (✖); otherwise a warning (w).</param>
/// <param name="Sentence">For people, in Vietnamese.</param>
public sealed record StatusRemark(Digest Source, bool Severe, string Sentence);

/// <summary>A change request on a delivered document.</summary>
public enum ChangeState
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Asked (13, recall or update), not answered.</summary>
    Pending = 1,

    /// <summary>15.</summary>
    Agreed = 2,

    /// <summary>16.</summary>
    Refused = 3,
}
