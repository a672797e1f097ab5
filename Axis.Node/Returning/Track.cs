using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>
/// Track: writes a receipt or a status into the history of the recipients it speaks of and works out their state anew from the whole history, so that the
/// order of arrival plays no part (STA-06).
/// </summary>
public sealed class Track(LiveDirectory directory, TellSystem tellSystem)
{
    /// <summary>A verified receipt about a packet that was submitted here; others have no rows and nothing happens.</summary>
    public void Run(ISession session, Receipt receipt, Digest digest, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(receipt);
        if (receipt.PacketKind != PacketKind.Document)
        {
            return;
        }

        foreach (var outcome in receipt.Recipients)
        {
            // Where the document was submitted all its recipients have rows; at a node on the way none has, and the first look says so.
            if (session.Tracking.Find(receipt.Packet, outcome.Addressed) is not { } row)
            {
                return;
            }

            var added = session.Tracking.AddEvent(new TrackingEventRow(
                row.Id, digest, true, receipt.Event.ToString(), receipt.Issuer.Value, receipt.Time, at, null, null, outcome.Code ?? receipt.ReasonCode, outcome.Accepted));
            if (added)
            {
                Recompute(session, Move(row, receipt, outcome), at);
                tellSystem.Run(session, row, receipt, outcome, at);
            }
        }
    }

    /// <summary>A status of a recipient about a document of ours.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="row">The recipient's row.</param>
    /// <param name="status">What it says.</param>
    /// <param name="packet">Digest of the status packet.</param>
    /// <param name="at">Now.</param>
    /// <param name="remark">What does not fit beside the state itself, or <c>null</c>.</param>
    public static void Run(ISession session, TrackingRow row, StatusMessage status, Digest packet, DateTimeOffset at, string? remark)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(row);
        session.Tracking.AddEvent(new TrackingEventRow(
            row.Id, packet, false, status.StatusCode, status.From.OrganId.Value, status.Timestamp ?? at, at, status.Staff?.Staff, status.Staff?.Department, status.Description, IsGood(status.StatusCode)));
        Recompute(session, row, at, remark);
    }

    /// <summary>A status that waited for a person, who named its document (STA-09).</summary>
    public static void Run(ISession session, TrackingRow row, AmbiguousStatus status, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(status);
        session.Tracking.AddEvent(new TrackingEventRow(
            row.Id, status.Packet, false, status.StatusCode, status.Reporter.Value, status.EventAt, status.ArrivedAt, status.Actor, status.Unit, status.Description, IsGood(status.StatusCode)));
        Recompute(session, row, at);
    }

    /// <summary>Works the state out anew from the whole history; an end that is non-compliance is journalled when it comes (RCL-05).</summary>
    public static void Recompute(ISession session, TrackingRow row, DateTimeOffset at, string? remark = null)
    {
        var state = StatusEvaluation.Evaluate(session.Tracking.Events(row.Id).Select(ToEvent).OfType<StatusEvent>());
        var anomaly = string.Join(" ", new[] { remark, state.Anomaly }.Where(static s => s is not null));
        if (state.Standing is { } standing && ChangeRule.IsNonCompliance(standing.Kind, standing.End) && row.ChangeEnd != standing.End)
        {
            session.Journal.Append(new JournalEntry(at, "recall-not-obeyed", row.Packet, Agency: row.Delivered.Value, To: standing.End.ToString()));
        }

        var next = row with
        {
            State = StateText.Code(state.State),
            ReasonCode = state.ReasonCode ?? AnswerRule.ReasonCodeOf(state.Reason),
            Reason = state.Reason ?? ReasonSentences.Find(state.ReasonCode),
            Anomaly = anomaly.Length == 0 ? null : anomaly,
            UpdatedAt = at,
            WaitingFor = state.State == DocumentState.Withdrawn ? null : row.WaitingFor,
            ChangeKind = state.Standing?.Kind,
            ChangeEnd = state.Standing?.End,
            ChangePacket = state.Standing?.Source,
            ReplacedBy = state.ReplacedBy,
        };
        session.Tracking.Update(next);
        if (next.State != row.State || next.ReasonCode != row.ReasonCode || (AnomalyNotice.IsIn(next.Anomaly) && next.Anomaly != row.Anomaly))
        {
            session.Events.Append(new ExchangeEvent(
                0, Guid.CreateVersion7(at), EventKind.DocumentStatus, at, row.Sender, row.Recipient, row.DocumentId, row.Packet, row.Id, row.State, next.State, next.ReasonCode));
        }
    }

    private static bool IsGood(string code) => code is not ("02" or "16");

    private static StatusEvent? ToEvent(TrackingEventRow row) =>
        row.IsReceipt
            ? StatusEvent.FromReceipt(Enum.Parse<ReceiptEvent>(row.Code), row.Source, row.EventAt, row.Success, row.Success && row.Description != ChangeReasons.Unread ? null : row.Description)
            : StatusEvent.FromStatus(row.Code, row.Source, row.EventAt, null, row.Description);

    // Hop receipts arrive in any order too: only one from a node farther on the way moves the place.
    private TrackingRow Move(TrackingRow row, Receipt receipt, RecipientOutcome outcome)
    {
        if (!outcome.Accepted || directory.Snapshot.FindAgency(outcome.Delivered)?.Host is not { } host)
        {
            return row;
        }

        var tree = directory.Routes.Tree;
        var arrived = receipt.Event is ReceiptEvent.ContentConsignment or ReceiptEvent.ContentHandover or ReceiptEvent.ConsignmentAcceptance;
        if (receipt.Event is not (ReceiptEvent.SubmissionAcceptance or ReceiptEvent.ReceivedFromNonErds or ReceiptEvent.RelayAcceptance) && !arrived)
        {
            return row;
        }

        if (row.Place is { } place && Distance(tree, receipt.Issuer, host) > Distance(tree, place, host))
        {
            return row;
        }

        return row with
        {
            // The recipient's host has the last word on who received it (REF-03).
            Delivered = arrived ? outcome.Delivered : row.Delivered,
            Place = receipt.Issuer,
            PlaceSince = receipt.Time,
            WaitingFor = arrived || receipt.Issuer == host ? outcome.Delivered.Value : tree.Next(receipt.Issuer, host)?.Value,
        };
    }

    private static int Distance(Core.Routing.NodeTree tree, NodeId from, NodeId to)
    {
        var steps = 0;
        for (NodeId? at = from; at is { } current && current != to && steps < Core.Routing.NodeTree.MaxDepth; steps++)
        {
            at = tree.Next(current, to);
        }

        return steps;
    }
}
