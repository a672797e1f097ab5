using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Where each document is, per recipient; kept at the sender's home node.</summary>
public interface ITracking
{
    /// <summary>Starts tracking one recipient of one packet. A row that statuses opened before the document came (STA-07) is taken over.</summary>
    void Add(TrackingRow row);

    /// <summary>Rows of one packet.</summary>
    IReadOnlyList<TrackingRow> ListFor(Digest packet);

    /// <summary>How many rows of one packet are in each state.</summary>
    IReadOnlyDictionary<string, int> CountStates(Digest packet);

    /// <summary>What any change to the rows of one packet or to their history changes, and each row that has become late: to be compared, nothing else.</summary>
    string Stamp(Digest packet, DateTimeOffset now);

    TrackingRow? Find(Digest packet, OrganId recipient);

    /// <summary>Rows by document and recipient, newest first (matching of statuses, STA-09).</summary>
    IReadOnlyList<TrackingRow> FindByDocument(OrganId sender, string documentId, OrganId? recipient);

    /// <summary>Rows by số/ký hiệu and recipient (STA-09, second and third step).</summary>
    IReadOnlyList<TrackingRow> FindByCode(OrganId sender, string code, OrganId? recipient);

    TrackingRow? Find(Guid id);

    /// <summary>The lines that send a refused one again, oldest first (STA-10).</summary>
    IReadOnlyList<TrackingRow> ListResent(Guid refused);

    /// <summary>Writes what changed: state, place, deadline, anomaly, change request.</summary>
    void Update(TrackingRow row);

    /// <summary>Appends an event; <c>false</c> when the same one (row, source digest, code) is there. History is append-only (STA-05).</summary>
    bool AddEvent(TrackingEventRow item);

    /// <summary>Events of one row, by event time.</summary>
    IReadOnlyList<TrackingEventRow> Events(Guid row);

    /// <summary>Rows of the agencies, newest first, paged by key.</summary>
    IReadOnlyList<TrackingRow> List(IReadOnlyCollection<OrganId>? senders, bool openOnly, Guid? before, int limit);

    /// <summary>Rows that could not be delivered, of the agencies, newest first, paged by key.</summary>
    IReadOnlyList<TrackingRow> ListFailed(IReadOnlyCollection<OrganId>? senders, Guid? before, int limit);

    /// <summary>Rows whose deadline passed and whose recipient has neither consigned nor failed, paged by key.</summary>
    IReadOnlyList<TrackingRow> ListLate(DateTimeOffset deadlineBefore, Guid? after, int limit);

    /// <summary>How many rows there are whose deadline passed before the instant without consignment or failure, by sender.</summary>
    IReadOnlyList<(OrganId Sender, int Count)> CountLate(DateTimeOffset deadlineBefore);

    /// <summary>Rows without a document, opened before the instant and not yet warned of (STA-07).</summary>
    IReadOnlyList<TrackingRow> ListOrphans(DateTimeOffset before, int limit);
}
