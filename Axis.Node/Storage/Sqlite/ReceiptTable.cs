using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Receipts of this node and of others, and the seals they stand under.</summary>
internal sealed class ReceiptTable(Database database, ReceiptBatch? issuing, TimeProvider time) : IReceipts
{
    /// <summary>Columns of a <see cref="SealedReceipt"/>, over <see cref="From"/>.</summary>
    internal const string Columns = "r.bytes, p.leaf_index, p.path, s.bytes";

    internal const string From = "receipt r JOIN receipt_place p ON p.receipt = r.id JOIN seal s ON s.id = p.seal";

    private readonly Statement _route = database.Prepare("SELECT last FROM receipt_route WHERE issued_to = ?");

    private readonly Statement _setRoute = database.Prepare(
        "INSERT INTO receipt_route (issued_to, last) VALUES (?, ?) ON CONFLICT (issued_to) DO UPDATE SET last = excluded.last");

    private readonly Statement _head = database.Prepare("SELECT root FROM journal_head ORDER BY log DESC, tree_size DESC LIMIT 1");

    private readonly Statement _issue = database.Prepare(
        "INSERT INTO receipt (digest, packet, time, issuer, issued_to, event, own, stored_at, bytes) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?) RETURNING id");

    private readonly Statement _keep = database.Prepare(
        "INSERT INTO receipt (digest, packet, time, issuer, issued_to, event, own, stored_at, bytes) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?) "
        + "ON CONFLICT (digest) DO NOTHING RETURNING id");

    private readonly Statement _addSeal = database.Prepare("INSERT INTO seal (digest, bytes) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING");
    private readonly Statement _findSeal = database.Prepare("SELECT id FROM seal WHERE digest = ?");
    private readonly Statement _addPlace = database.Prepare("INSERT INTO receipt_place (receipt, seal, leaf_index, path) VALUES (?, ?, ?, ?)");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM {From} WHERE r.digest = ?");
    private readonly Statement _forPacket = database.Prepare($"SELECT {Columns} FROM {From} WHERE r.packet = ? ORDER BY r.time, r.id");

    public IssuedReceipt Issue(Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var batch = issuing ?? throw new InvalidOperationException("A session that only reads issues no receipts.");
        var complete = receipt with
        {
            Previous = _route.Start().With(receipt.IssuedTo).Single(static s => s.DigestOrNull(0)),
            JournalHead = _head.Start().Single(static s => s.DigestOrNull(0)),
        };
        var bytes = ReceiptXml.Write(complete);
        var issued = new IssuedReceipt(Digest.Of(bytes));
        var row = Insert(_issue, issued.Digest, complete, bytes, time.GetUtcNow())
            ?? throw new InvalidOperationException("The receipt got no row.");
        _setRoute.Start().With(complete.IssuedTo).With(issued.Digest).Execute();
        batch.Add(new PendingReceipt(row, complete.Packet, bytes, issued));
        return issued;
    }

    public bool Keep(SealedReceipt receipt, Receipt content, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(content);
        if (Insert(_keep, receipt.Digest, content, receipt.Bytes.Span, at) is not { } row)
        {
            return false;
        }

        AddPlace(row, receipt);
        return true;
    }

    public SealedReceipt? Find(Digest receipt)
    {
        var found = _find.Start().With(receipt).Single(Read);
        if (found is null && issuing is { HasUnsealed: true })
        {
            SealPending();
            found = _find.Start().With(receipt).Single(Read);
        }

        return found;
    }

    public IReadOnlyList<SealedReceipt> ListFor(Digest packet)
    {
        if (issuing is not null && issuing.HasUnsealedFor(packet))
        {
            SealPending();
        }

        return _forPacket.Start().With(packet).List(Read);
    }

    public IReadOnlyList<SealedReceipt> Get(IReadOnlyList<Digest> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        return [.. receipts.Select(Find).OfType<SealedReceipt>()];
    }

    /// <summary>
    /// Seals what was issued so far. Called once before the commit; earlier only when a work asks for a receipt that another work of the same
    /// transaction issued (a repeated offer close on the first one).
    /// </summary>
    /// <exception cref="StoreUnavailableException">The key did not sign; the transaction must fail.</exception>
    public void SealPending()
    {
        if (issuing is not { HasUnsealed: true } batch)
        {
            return;
        }

        var pending = batch.Unsealed;
        var receipts = Seal(batch, pending);
        for (var i = 0; i < pending.Count; i++)
        {
            AddPlace(pending[i].Row, receipts[i]);
            pending[i].Issued.Sealed = receipts[i];
        }

        batch.Sealed += pending.Count;
    }

    internal static SealedReceipt Read(Statement s) => new(s.Blob(0), s.Int64(1), s.Digests(2), s.Blob(3));

    private static IReadOnlyList<SealedReceipt> Seal(ReceiptBatch batch, IReadOnlyList<PendingReceipt> pending)
    {
        IReadOnlyList<SealedReceipt> receipts;
        try
        {
            receipts = batch.Sealer.Seal([.. pending.Select(static p => p.Bytes)]);
        }
        catch (Exception e)
        {
            // Whatever the key or its token failed with: nothing of this transaction may be acknowledged.
            throw batch.Failure = new StoreUnavailableException("Không niêm ký được biên nhận: hãy kiểm tra khóa niêm ký của nút.", e);
        }

        if (receipts.Count != pending.Count || !receipts.Select(static r => r.Digest).SequenceEqual(pending.Select(static p => p.Issued.Digest)))
        {
            throw batch.Failure = new StoreUnavailableException("Kết quả niêm ký không khớp với các biên nhận đã lập.");
        }

        return receipts;
    }

    private void AddPlace(long row, SealedReceipt receipt)
    {
        var seal = _findSeal.Start().With(receipt.SealDigest).Scalar();
        if (seal is null)
        {
            _addSeal.Start().With(receipt.SealDigest).With(receipt.Seal.Span).Execute();
            seal = _findSeal.Start().With(receipt.SealDigest).Scalar();
        }

        _addPlace.Start().With(row).With(seal).With(receipt.Index).With(receipt.Path).Execute();
    }

    private static long? Insert(Statement insert, Digest digest, Receipt receipt, ReadOnlySpan<byte> bytes, DateTimeOffset at) =>
        insert.Start().With(digest).With(receipt.Packet).With(receipt.Time).With(receipt.Issuer).With(receipt.IssuedTo).With((long)receipt.Event)
            .With(at).With(bytes).Scalar();
}
