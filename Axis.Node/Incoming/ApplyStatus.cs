using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>
/// A status packet that reached its addressee's host: matched to what was sent (STA-09), written into its history, or kept until the document appears (STA-07).
/// </summary>
public static class ApplyStatus
{
    /// <summary>The sentence a clerk reads when nothing fits.</summary>
    public const string OriginalNotFound = "Không tìm thấy văn bản gốc.";

    /// <summary>Writes the status down for one addressee hosted here.</summary>
    public static void Run(ISession session, StatusMessage status, Digest packet, OrganId addressee, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(status);
        foreach (var about in status.ResponseFor.Where(r => r.OrganId == addressee))
        {
            var reporter = status.From.OrganId;
            var found = Match(session, about, reporter);
            var row = found.Count switch
            {
                1 => found[0],
                > 1 => found[0],
                _ => Orphan(session, about, reporter, at),
            };
            var remark = row.Packet is null ? OriginalNotFound
                : found.Count > 1 ? "Có nhiều văn bản khớp với trạng thái này; ghi vào văn bản gửi gần nhất."
                : null;
            Track.Run(session, row, status, packet, at, remark);
            session.Journal.Append(new JournalEntry(at, "status-applied", packet, Agency: reporter.Value, From: row.State, To: status.StatusCode, Detail: about.DocumentId));
        }
    }

    // STA-09: DocumentId + agencies → Code + agencies. STA-01: only rows of the reporting recipient itself are looked at.
    private static IReadOnlyList<TrackingRow> Match(ISession session, ResponseFor about, OrganId reporter)
    {
        IReadOnlyList<TrackingRow> rows = about.DocumentId is { Length: > 0 } id
            ? session.Tracking.FindByDocument(about.OrganId, id, reporter)
            : [];
        return rows.Count == 0 && about.Code is { Length: > 0 } code
            ? session.Tracking.FindByCode(about.OrganId, code, reporter)
            : rows;
    }

    private static TrackingRow Orphan(ISession session, ResponseFor about, OrganId reporter, DateTimeOffset at)
    {
        var row = new TrackingRow(
            Guid.CreateVersion7(at), null, about.OrganId, about.DocumentId ?? "", about.Code, reporter, reporter, "SENT", null, null, null, null, null, OriginalNotFound, null, null, at, at);
        session.Tracking.Add(row);
        return row;
    }
}
