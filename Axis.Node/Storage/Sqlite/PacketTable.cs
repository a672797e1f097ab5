using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Packets, their bytes when small, and the verdicts on them.</summary>
internal sealed class PacketTable(Database database) : IPackets
{
    private const string Columns = "digest, content, kind, native, size, sender, document_id, stored_at, inline, submission, facts";

    /// <summary>Largest packet whose bytes live in the database.</summary>
    private const int MaxInline = 64 * 1024;

    private readonly Statement _add = database.Prepare(
        $"INSERT INTO packet ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING");

    private readonly Statement _addBytes = database.Prepare("INSERT INTO packet_bytes (packet, bytes) VALUES (last_insert_rowid(), ?)");
    private readonly Statement _regainBytes = database.Prepare(
        "INSERT INTO packet_bytes (packet, bytes) SELECT p.id, ?2 FROM packet p JOIN payload_release r ON r.packet = p.digest WHERE p.digest = ?1 ON CONFLICT (packet) DO NOTHING");

    private readonly Statement _regain = database.Prepare("DELETE FROM payload_release WHERE packet = ?");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM packet WHERE digest = ?");
    private readonly Statement _bytes = database.Prepare("SELECT b.bytes FROM packet p JOIN packet_bytes b ON b.packet = p.id WHERE p.digest = ?1 AND NOT EXISTS (SELECT 1 FROM isolation i WHERE i.packet = ?1 AND i.state < 2)");
    private readonly Statement _byDocument = database.Prepare($"SELECT {Columns} FROM packet WHERE sender = ? AND document_id = ? ORDER BY id DESC");

    private readonly Statement _byCode = database.Prepare(
        $"SELECT {Columns} FROM packet WHERE sender = ? AND kind = 0 AND facts ->> '$.codeNumber' || iif(coalesce(facts ->> '$.codeNotation', '') = '', '', '/' || (facts ->> '$.codeNotation')) = ? ORDER BY id DESC LIMIT ?");

    private readonly Statement _submitted = database.Prepare(
        $"SELECT {Columns} FROM packet WHERE submission IS NOT NULL AND kind = 0 AND submission < ? ORDER BY submission DESC LIMIT ?");

    private readonly Statement _submittedBy = database.Prepare(
        $"SELECT {Columns} FROM packet WHERE submission IS NOT NULL AND kind = 0 AND sender = ? AND submission < ? ORDER BY submission DESC LIMIT ?");

    private readonly Statement _addVerdict = database.Prepare(
        "INSERT INTO verdict (packet, at, verdict, policy, directory_versions, report) VALUES (?, ?, ?, ?, ?, ?)");

    private readonly Statement _verdicts = database.Prepare(
        "SELECT packet, at, verdict, policy, directory_versions, report FROM verdict WHERE packet = ? ORDER BY id");

    private readonly Statement _latestVerdict = database.Prepare("SELECT at, verdict FROM verdict WHERE packet = ? ORDER BY id DESC LIMIT 1");
    private readonly Statement _search = database.Prepare(SearchSql);
    private readonly Statement _newest = database.Prepare(NewestSql);
    private readonly Statement _exists = database.Prepare(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM packet WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM payload_release WHERE packet = ?1) AND NOT EXISTS (SELECT 1 FROM isolation WHERE packet = ?1 AND state = 1)) OR EXISTS (SELECT 1 FROM quarantine WHERE packet = ?1 AND released_at IS NULL)");

    /// <summary>Documents from the newest back, within a time; tests look at its query plan.</summary>
    internal const string SearchSql = $"SELECT {Columns}, id FROM packet WHERE kind = 0 AND id < ?1 AND stored_at >= ?2 AND stored_at < ?3 ORDER BY id DESC LIMIT ?4";

    /// <summary>Sizes from the newest packet back; tests look at its query plan.</summary>
    internal const string NewestSql = "SELECT stored_at, size FROM packet ORDER BY id DESC LIMIT ?";

    public bool Add(PacketRow row, ReadOnlyMemory<byte>? inlineBytes)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Inline != inlineBytes.HasValue || inlineBytes is { Length: > MaxInline } || (inlineBytes is { } given && given.Length != row.Size))
        {
            throw new ArgumentException("A packet is inline with all its bytes, at most 64 KiB, or lies in a file.", nameof(inlineBytes));
        }

        var added = _add.Start().With(row.Digest).With(row.Content).With((long)row.Kind).With(row.Native).With(row.Size).With(row.From).With(row.DocumentId)
            .With(row.StoredAt).With(row.Inline).With(row.Submission).With(StoreJson.Write(row.Facts)).Execute() > 0;
        if (added && inlineBytes is { } bytes)
        {
            _addBytes.Start().With(bytes.Span).Execute();
        }

        if (!added)
        {
            Regain(row.Digest, inlineBytes);
        }

        return added;
    }

    // What was given up came again, whole: it is here as if it had never gone.
    private void Regain(Digest packet, ReadOnlyMemory<byte>? inlineBytes)
    {
        if (inlineBytes is { } bytes)
        {
            _regainBytes.Start().With(packet).With(bytes.Span).Execute();
        }

        _regain.Start().With(packet).Execute();
    }

    public PacketRow? Find(Digest packet) => _find.Start().With(packet).Single(Read);

    public byte[]? ReadInline(Digest packet) => _bytes.Start().With(packet).Single(static s => s.Blob(0));

    public IReadOnlyList<PacketRow> FindByDocument(OrganId from, string documentId) => _byDocument.Start().With(from).With(documentId).List(Read);

    public IReadOnlyList<PacketRow> FindByCode(OrganId from, string code, int limit) => _byCode.Start().With(from).With(code).With(limit).List(Read);

    public IReadOnlyList<PacketRow> ListSubmitted(IReadOnlyCollection<OrganId>? agencies, Guid? before, int limit)
    {
        var end = before ?? KeyPages.End;
        return agencies is null
            ? _submitted.Start().With(end).With(limit).List(Read)
            : KeyPages.Newest(agencies.Distinct().Select(a => _submittedBy.Start().With(a).With(end).With(limit).List(Read)), static r => r.Submission!.Value, limit);
    }

    public void AddVerdict(VerdictRow verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        _addVerdict.Start().With(verdict.Packet).With(verdict.At).With(verdict.Verdict).With(verdict.Policy).With(verdict.DirectoryVersions)
            .With(verdict.ReportJson).Execute();
    }

    public IReadOnlyList<VerdictRow> Verdicts(Digest packet) => _verdicts.Start().With(packet)
        .List(static s => new VerdictRow(s.Digest(0), s.Time(1), s.Text(2), s.Text(3), s.Text(4), s.Text(5)));

    public (DateTimeOffset At, string Verdict)? LatestVerdict(Digest packet) => _latestVerdict.Start().With(packet)
        .Single(static s => ((DateTimeOffset At, string Verdict)?)(s.Time(0), s.Text(1)));

    public PacketHits Search(PacketQuery query, long? below, int limit, int most)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (hits, last, seen) = (new List<PacketRow>(), 0L, 0);
        _ = _search.Start().With(below ?? long.MaxValue).With(query.From ?? DateTimeOffset.UnixEpoch).With(query.Before ?? DateTimeOffset.MaxValue).With(most).List(
            s =>
            {
                (last, seen) = (s.Int64(11), seen + 1);
                if (Fits(s, query))
                {
                    hits.Add(Read(s));
                }

                return hits.Count;
            },
            found => found < limit);
        return new PacketHits(hits, seen == most || hits.Count == limit ? last : null);
    }

    // Only what a condition asks for is read and folded.
    private static bool Fits(Statement s, PacketQuery query)
    {
        if (query is { Agency: null, Code: null, Signer: null })
        {
            return true;
        }

        var facts = StoreJson.ReadFacts(s.Text(10));
        return (query.Agency is not { } agency || s.Text(5) == agency.Value || facts.To.Contains(agency.Value))
            && (query.Code is not { } code || FoldedText.Of($"{facts.CodeNumber}/{facts.CodeNotation}").Contains(code, StringComparison.Ordinal))
            && (query.Signer is not { } signer || FoldedText.Of(facts.SignerFullName ?? "").Contains(signer, StringComparison.Ordinal));
    }

    public PacketVolume Volume(DateTimeOffset since, int most)
    {
        var rows = _newest.Start().With(most).List(static s => (At: s.Time(0), Size: s.Int64(1)), r => r.At >= since);
        return new PacketVolume(rows.Count, rows.Sum(static r => r.Size), rows.Count == 0 ? null : rows[^1].At, rows.Count < most);
    }

    public bool Exists(Digest packet) => _exists.Start().With(packet).Any();

    private static PacketRow Read(Statement s) => new(
        s.Digest(0), s.DigestOrNull(1), (PacketKind)s.Int32(2), s.Bool(3), s.Int64(4), s.Organ(5), s.Text(6), s.Time(7), s.Bool(8), s.GuidOrNull(9),
        StoreJson.ReadFacts(s.Text(10)));
}
