using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Core.Tracking;
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

    // A person chooses among those; more of them is a fault of the numbers, not of the status.
    private const int MostCandidates = 50;

    /// <summary>Writes the status down for one addressee hosted here.</summary>
    public static void Run(ISession session, DirectorySnapshot directory, StatusMessage status, Digest packet, OrganId addressee, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(status);
        if (status.StatusCode == "13")
        {
            // A request to its receiver, not an answer to its sender: it has no place in the history kept here.
            return;
        }

        foreach (var about in status.ResponseFor.Where(r => r.OrganId == addressee))
        {
            var reporter = status.From.OrganId;
            var found = Match(session, directory, about, reporter, at);
            if (found.Select(static r => r.Packet).Distinct().Count() > 1)
            {
                Ask(session, status, about, packet, found, at);
                continue;
            }

            // One document that went to several whom the reporter continues is one document.
            foreach (var row in found.Count > 0 ? found : [Orphan(session, about, reporter, at)])
            {
                Track.Run(session, row, status, packet, at, row.Packet is null ? OriginalNotFound : null);
                session.Journal.Append(new JournalEntry(at, "status-applied", packet, Agency: reporter.Value, From: row.State, To: status.StatusCode, Detail: about.DocumentId));
            }
        }
    }

    // STA-09: a guess could move the wrong document, so a person says which is meant.
    private static void Ask(ISession session, StatusMessage status, ResponseFor about, Digest packet, IReadOnlyList<TrackingRow> found, DateTimeOffset at)
    {
        var added = session.AmbiguousStatuses.Add(new AmbiguousStatus(
            Guid.CreateVersion7(at), packet, about.OrganId, status.From.OrganId, about.DocumentId, about.Code, status.StatusCode, status.Timestamp ?? at, at, status.Staff?.Staff, status.Staff?.Department,
            status.Description, [.. found.Take(MostCandidates).Select(static r => r.Id)], null, null, null));
        if (added)
        {
            session.Journal.Append(new JournalEntry(at, "status-ambiguous", packet, Agency: status.From.OrganId.Value, To: status.StatusCode, Detail: about.DocumentId ?? about.Code));
        }
    }

    // STA-09: DocumentId + agencies → Code + agencies + date → Code + agencies. STA-01: only rows of the reporting recipient itself are looked at, or of one that it stands for (REF-06).
    // Either agency is named by any of its codes (LVL-04), and the sender's successor for what the sender sent.
    private static List<TrackingRow> Match(ISession session, DirectorySnapshot directory, ResponseFor about, OrganId reporter, DateTimeOffset at)
    {
        var senders = Lineage.Of(directory, about.OrganId, at);
        List<OrganId> reporters = [.. Lineage.CodesOf(directory, reporter).Append(reporter).Distinct()];
        List<TrackingRow> rows = about.DocumentId is { Length: > 0 } id
            ? [.. senders.SelectMany(s => reporters.SelectMany(r => session.Tracking.FindByDocument(s, id, r))).DistinctBy(static r => r.Id)]
            : [];
        if (rows.Count == 0 && about.Code is { Length: > 0 } code)
        {
            List<TrackingRow> coded = [.. senders.SelectMany(s => reporters.SelectMany(r => session.Tracking.FindByCode(s, code, r))).DistinctBy(static r => r.Id)];
            rows = coded.Where(r => IsOf(session, r, about.PromulgationDate)).ToList() is { Count: > 0 } dated ? dated : coded;
        }

        return Likeliest(session, rows.Count > 0 ? rows : MatchInItsPlace(session, directory, senders, about, reporter, at));
    }

    private static List<TrackingRow> MatchInItsPlace(ISession session, DirectorySnapshot directory, IReadOnlyList<OrganId> senders, ResponseFor about, OrganId reporter, DateTimeOffset at)
    {
        List<TrackingRow> rows = about.DocumentId is { Length: > 0 } id ? [.. senders.SelectMany(s => session.Tracking.FindByDocument(s, id, null))] : [];
        if (rows.Count == 0 && about.Code is { Length: > 0 } code)
        {
            rows = [.. senders.SelectMany(s => session.Tracking.FindByCode(s, code, null))];
        }

        // Delivered to the reporter itself is nearer than addressed to one that it continues.
        var known = directory.FindAgency(reporter)?.Code ?? reporter;
        var own = rows.FindAll(r => r.Delivered == known);
        return own.Count > 0 ? own : rows.FindAll(r => Standing.StandsFor(directory, r.Recipient, reporter, at));
    }

    private static bool IsOf(ISession session, TrackingRow row, DateOnly? date) =>
        date is not null && row.Packet is { } packet && session.Packets.Find(packet)?.Facts.PromulgationDate == date;

    // A document, its updates and its recalls share one identifier: a status speaks of the document; of an update where that was what its recipient got first; of what was sent
    // again after a refusal rather than of what was refused (STA-10).
    private static List<TrackingRow> Likeliest(ISession session, List<TrackingRow> rows) => rows.Count < 2
        ? rows
        : [.. rows.GroupBy(r => Rank(session, r)).OrderBy(static g => g.Key).First()];

    private static int Rank(ISession session, TrackingRow row) =>
        (row.State == StateText.Code(DocumentState.Refused) ? 4 : 0)
        + (row.Packet is not { } packet ? 3 : session.Packets.Find(packet)?.Facts.BusinessDocType switch { 1 => 2, 2 => 1, _ => 0 });

    private static TrackingRow Orphan(ISession session, ResponseFor about, OrganId reporter, DateTimeOffset at)
    {
        var row = new TrackingRow(
            Guid.CreateVersion7(at), null, about.OrganId, about.DocumentId ?? "", about.Code, reporter, reporter, "SENT", null, null, null, null, null, OriginalNotFound, null, null, at, at);
        session.Tracking.Add(row);
        return row;
    }
}
