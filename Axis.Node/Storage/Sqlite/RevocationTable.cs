using Axis.Core.Packets;
using Axis.Signing.Trust;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Revocation lists and OCSP responses.</summary>
internal sealed class RevocationTable(Database database) : IRevocationData
{
    private const string Columns = "digest, kind, issuer, subject, bytes, source, this_update, next_update, fetched_at";

    private readonly Statement _put = database.Prepare(
        $"INSERT INTO revocation_data ({Columns}, cited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (digest) DO NOTHING");

    private readonly Statement _cite = database.Prepare(
        $"INSERT INTO revocation_data ({Columns}, cited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (digest) DO UPDATE SET cited = 1");

    private readonly Statement _prune = database.Prepare(
        "DELETE FROM revocation_data WHERE issuer = ? AND kind = ? AND subject IS ? AND this_update < ? AND cited = 0");

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM revocation_data WHERE digest = ?");

    private readonly Statement _current = database.Prepare(
        $"SELECT {Columns} FROM revocation_data r WHERE this_update = "
        + "(SELECT max(this_update) FROM revocation_data n WHERE n.issuer = r.issuer AND n.kind = r.kind AND n.subject IS r.subject) ORDER BY id");

    public void Put(RevocationRow row)
    {
        Bind(_put, row).Execute();
        _prune.Start().With(row.Issuer).With((long)row.Kind).With(row.Subject).With(row.ThisUpdate).Execute();
    }

    public void Cite(RevocationRow row) => Bind(_cite, row).Execute();

    public IReadOnlyList<RevocationRow> Current() => _current.Start().List(Read);

    public RevocationRow? Find(Digest digest) => _find.Start().With(digest).Single(Read);

    private static Statement Bind(Statement statement, RevocationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return statement.Start().With(row.Digest).With((long)row.Kind).With(row.Issuer).With(row.Subject).With(row.Bytes.Span).With(row.Source)
            .With(row.ThisUpdate).With(row.NextUpdate).With(row.FetchedAt);
    }

    private static RevocationRow Read(Statement s) => new(
        s.Digest(0), (RevocationKind)s.Int32(1), s.Digest(2), s.DigestOrNull(3), s.Blob(4), s.Text(5), s.Time(6), s.TimeOrNull(7), s.Time(8));
}
