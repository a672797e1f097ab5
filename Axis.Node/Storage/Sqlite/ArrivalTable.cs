using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Deliveries taken from neighbours, and uploads on their way in.</summary>
internal sealed class ArrivalTable(Database database) : IArrivals
{
    private const string Columns = "neighbour, delivery, offer, packet, at, receipts, via, recipients, offer_bytes";
    private const string PartialColumns = "neighbour, delivery, offer, file_name, size, offset, expires_at";

    private readonly Statement _add = database.Prepare(
        $"INSERT INTO arrival ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (neighbour, delivery) DO NOTHING");

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM arrival WHERE neighbour = ? AND delivery = ?");
    private readonly Statement _forPacket = database.Prepare($"SELECT {Columns} FROM arrival WHERE packet = ? ORDER BY id");
    private readonly Statement _since = database.Prepare(
        $"SELECT {Columns} FROM arrival WHERE neighbour = ? AND (at, delivery) > (?, ?) ORDER BY at, delivery LIMIT ?");

    private readonly Statement _findPartial = database.Prepare($"SELECT {PartialColumns} FROM partial_upload WHERE neighbour = ? AND delivery = ?");

    private readonly Statement _putPartial = database.Prepare(
        $"INSERT INTO partial_upload ({PartialColumns}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (neighbour, delivery) DO UPDATE SET "
        + "offer = excluded.offer, file_name = excluded.file_name, size = excluded.size, offset = excluded.offset, expires_at = excluded.expires_at");

    private readonly Statement _removePartial = database.Prepare("DELETE FROM partial_upload WHERE neighbour = ? AND delivery = ?");
    private readonly Statement _namesPartial = database.Prepare("SELECT 1 FROM partial_upload WHERE file_name = ? LIMIT 1");
    private readonly Statement _partialBytes = database.Prepare("SELECT coalesce(sum(size + length(offer)), 0) FROM partial_upload WHERE neighbour = ?");

    private readonly Statement _expiredPartials = database.Prepare(
        $"SELECT {PartialColumns} FROM partial_upload WHERE expires_at < ? ORDER BY expires_at");

    public void Add(Arrival arrival)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var added = _add.Start().With(arrival.Neighbour).With(arrival.Delivery).With(arrival.Offer).With(arrival.Packet).With(arrival.At)
            .With(arrival.Receipts).With(StoreJson.Write(arrival.Via)).With(StoreJson.Write(arrival.Recipients)).With(arrival.OfferBytes.Span).Execute();
        if (added == 0)
        {
            throw new DuplicateArrivalException($"Delivery {arrival.Delivery} of {arrival.Neighbour} is here already.");
        }
    }

    public Arrival? Find(NodeId neighbour, Guid delivery) => _find.Start().With(neighbour).With(delivery).Single(Read);

    public IReadOnlyList<Arrival> ListFor(Digest packet) => _forPacket.Start().With(packet).List(Read);

    public IReadOnlyList<Arrival> ListSince(NodeId neighbour, DateTimeOffset at, Guid after, int limit) =>
        _since.Start().With(neighbour).With(at).With(after).With(limit).List(Read);

    public PartialUpload? FindPartial(NodeId neighbour, Guid delivery) => _findPartial.Start().With(neighbour).With(delivery).Single(ReadPartial);

    public void PutPartial(PartialUpload partial)
    {
        ArgumentNullException.ThrowIfNull(partial);
        _putPartial.Start().With(partial.Neighbour).With(partial.Delivery).With(partial.OfferBytes.Span).With(partial.FileName).With(partial.Size)
            .With(partial.Offset).With(partial.ExpiresAt).Execute();
    }

    public void RemovePartial(NodeId neighbour, Guid delivery) => _removePartial.Start().With(neighbour).With(delivery).Execute();

    public bool NamesPartial(string fileName) => _namesPartial.Start().With(fileName).Scalar() is not null;

    public long PartialBytes(NodeId neighbour) => _partialBytes.Start().With(neighbour).Scalar() ?? 0;

    public IReadOnlyList<PartialUpload> ExpiredPartials(DateTimeOffset before) => _expiredPartials.Start().With(before).List(ReadPartial);

    private static Arrival Read(Statement s) => new(
        s.Node(0), s.Guid(1), s.Digest(2), s.Digest(3), s.Time(4), s.Digests(5), StoreJson.ReadNodes(s.Text(6)), StoreJson.ReadOrgans(s.Text(7)), s.IsNull(8) || s.Blob(8) is not { Length: > 0 } offer ? default(ReadOnlyMemory<byte>) : offer);

    private static PartialUpload ReadPartial(Statement s) => new(s.Node(0), s.Guid(1), s.Blob(2), s.Text(3), s.Int64(4), s.Int64(5), s.Time(6));
}
