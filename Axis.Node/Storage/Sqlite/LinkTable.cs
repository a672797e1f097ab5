using Axis.Core.Agencies;

namespace Axis.Node.Storage.Sqlite;

/// <summary>What is remembered of the neighbours and of the node itself.</summary>
internal sealed class LinkTable(Database database) : ILinkStates
{
    private const string Columns = "neighbour, last_contact_at, last_error_at, last_error_code, last_error, closed_reason, pinned_spki, epoch";

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM link_state WHERE neighbour = ?");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM link_state ORDER BY neighbour");

    private readonly Statement _put = database.Prepare(
        $"INSERT INTO link_state ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (neighbour) DO UPDATE SET "
        + "last_contact_at = excluded.last_contact_at, last_error_at = excluded.last_error_at, last_error_code = excluded.last_error_code, "
        + "last_error = excluded.last_error, closed_reason = excluded.closed_reason, pinned_spki = excluded.pinned_spki, epoch = excluded.epoch");

    private readonly Statement _getMeta = database.Prepare("SELECT value FROM meta WHERE key = ?");

    private readonly Statement _setMeta = database.Prepare(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");

    public LinkState? Find(NodeId neighbour) => _find.Start().With(neighbour).Single(Read);

    public IReadOnlyList<LinkState> List() => _list.Start().List(Read);

    public void Put(LinkState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _put.Start().With(state.Neighbour).With(state.LastContactAt).With(state.LastErrorAt).With(state.LastErrorCode).With(state.LastError)
            .With(state.ClosedReason).With(state.PinnedSpki).With(state.Epoch).Execute();
    }

    public string? GetMeta(string key) => _getMeta.Start().With(key).Single(static s => s.Text(0));

    public void SetMeta(string key, string value) => _setMeta.Start().With(key).With(value).Execute();

    private static LinkState Read(Statement s) => new(
        s.Node(0), s.TimeOrNull(1), s.TimeOrNull(2), s.TextOrNull(3), s.TextOrNull(4), s.TextOrNull(5), s.DigestOrNull(6), s.TextOrNull(7));
}
