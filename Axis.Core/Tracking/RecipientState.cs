using Axis.Core.Packets;
using Axis.Core.Rules.Changes;

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
    /// <summary>The last request in effect and how it stands; <c>null</c> when there was none.</summary>
    public ChangeStanding? Standing { get; init; }

    /// <summary>The document that replaces this one for the recipient; <c>null</c> when none does.</summary>
    public Digest? ReplacedBy { get; init; }

    /// <summary>What the sender is shown of the anomalies; <c>null</c> when there is none.</summary>
    public string? Anomaly => Remarks.Count == 0 ? null : string.Join(" ", Remarks.Select(static r => r.Sentence).Distinct());
}

/// <summary>How the last request stands with one recipient.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="End">How it stands (RCL-06).</param>
/// <param name="Source">The packet that asked.</param>
public sealed record ChangeStanding(ChangeKind Kind, ChangeEnd End, Digest Source);

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
