using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules.Changes;

namespace Axis.Core.Tracking;

/// <summary>One status packet or receipt as far as it concerns one recipient's state.</summary>
/// <param name="Source">Digest of the status packet or receipt: ties a statement to its proof and breaks ties of time.</param>
/// <param name="Signal">What it says.</param>
/// <param name="EventAt">When it happened, by its issuer.</param>
/// <param name="ReasonCode">Stable code of a refusal or failure.</param>
/// <param name="Reason">Its sentence.</param>
public sealed record StatusEvent(Digest Source, Signal Signal, DateTimeOffset EventAt, string? ReasonCode = null, string? Reason = null)
{
    /// <summary>Reason code of a failure that only says that time ran out.</summary>
    public const string TimeoutCode = "TIMEOUT";

    /// <summary>History code of a legal recall that was sent (business kind 1).</summary>
    public const string RecallCode = "RECALL";

    /// <summary>History code of an update that was sent (business kind 2).</summary>
    public const string UpdateCode = "UPDATE";

    /// <summary>History code of a replacement that was sent (business kind 3).</summary>
    public const string ReplacedCode = "REPLACED";

    /// <summary>History code of a correction that was sent (DOC-11); it moves no state.</summary>
    public const string CorrectedCode = "CORRECTED";

    /// <summary>Reads a status packet. <c>null</c> for a code the axis does not know.</summary>
    /// <param name="status">The packet's content.</param>
    /// <param name="packet">Its digest.</param>
    /// <param name="arrivedAt">Stands in for a missing event time.</param>
    public static StatusEvent? From(StatusMessage status, Digest packet, DateTimeOffset arrivedAt)
    {
        ArgumentNullException.ThrowIfNull(status);
        return FromStatus(status.StatusCode, packet, status.Timestamp ?? arrivedAt, null, status.Description);
    }

    /// <summary>Reads a receipt for one recipient. <c>null</c> when the receipt does not speak of it or moves only the hop line.</summary>
    /// <param name="receipt">The receipt, verified and issued by a node that may say so.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="recipient">The recipient as addressed.</param>
    public static StatusEvent? From(Receipt receipt, Digest digest, OrganId recipient)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return receipt.Recipients.FirstOrDefault(r => r.Addressed == recipient) is { } outcome
            ? FromReceipt(receipt.Event, digest, receipt.Time, outcome.Accepted, outcome.Code ?? receipt.ReasonCode)
            : null;
    }

    /// <summary>Reads a status code as history keeps it. <c>null</c> for a code the axis does not know.</summary>
    public static StatusEvent? FromStatus(string code, Digest source, DateTimeOffset eventAt, string? reasonCode, string? reason) => code switch
    {
        "01" => new(source, Signal.Arrived, eventAt, reasonCode, reason),
        "02" => new(source, Signal.Refused, eventAt, reasonCode, reason),
        "03" => new(source, Signal.Accepted, eventAt, reasonCode, reason),
        "04" => new(source, Signal.Assigned, eventAt, reasonCode, reason),
        "05" => new(source, Signal.Processing, eventAt, reasonCode, reason),
        "06" => new(source, Signal.Finished, eventAt, reasonCode, reason),
        "13" => new(source, Signal.TakeBackRequested, eventAt, reasonCode, reason),
        "15" => new(source, Signal.ChangeAgreed, eventAt, reasonCode, reason),
        "16" => new(source, Signal.ChangeRefused, eventAt, reasonCode, reason),
        RecallCode => new(source, Signal.RecallRequested, eventAt, reasonCode, reason),
        UpdateCode => new(source, Signal.UpdateRequested, eventAt, reasonCode, reason),
        ReplacedCode => new(source, Signal.Replaced, eventAt, reasonCode, reason),
        _ => null,
    };

    /// <summary>Reads a receipt event as history keeps it. <c>null</c> when it moves only the hop line.</summary>
    /// <param name="item">The event.</param>
    /// <param name="source">Digest of the receipt.</param>
    /// <param name="eventAt">The receipt's time.</param>
    /// <param name="accepted">The outcome for the recipient.</param>
    /// <param name="reasonCode">Its code.</param>
    public static StatusEvent? FromReceipt(ReceiptEvent item, Digest source, DateTimeOffset eventAt, bool accepted, string? reasonCode) => item switch
    {
        ReceiptEvent.ContentConsignment when accepted => new(source, Signal.Arrived, eventAt),
        // The host cancelled it unread and its agency's key is not there to say 15: the host's own receipt says the same (RCL-06).
        ReceiptEvent.Withdrawn when accepted && reasonCode == ChangeReasons.Unread => new(source, Signal.ChangeAgreed, eventAt, reasonCode, ChangeReasons.Describe(ChangeReasons.Unread, null)),
        ReceiptEvent.Withdrawn when accepted => new(source, Signal.Withdrawn, eventAt, reasonCode),
        _ when accepted => null,
        ReceiptEvent.RelayFailure => new(source, Signal.TimedOut, eventAt, reasonCode ?? TimeoutCode),
        ReceiptEvent.ContentConsignmentFailure when reasonCode == TimeoutCode => new(source, Signal.TimedOut, eventAt, reasonCode),
        ReceiptEvent.ContentConsignmentFailure or ReceiptEvent.ContentConsignment
            or ReceiptEvent.RelayRejection or ReceiptEvent.RelayAcceptance or ReceiptEvent.SubmissionRejection =>
            new(source, Signal.Failed, eventAt, reasonCode),
        _ => null,
    };
}
