using System.Collections;
using System.Numerics;
using System.Text;

namespace Axis.Core.Agencies;

/// <summary>
/// All agencies of a directory over the packed pages of its sections: found by any code they have or had (LVL-04), and by the instant where an agency has several
/// versions (REF-07). As a list it holds the newest version of each, in the order of the pages. Immutable; safe for many threads.
/// </summary>
public sealed class AgencyTable : IReadOnlyList<Agency>
{
    private const int Empty = -1;

    // Agencies made lately: routes ask for the same few again and again. Slots are overwritten freely; a lost write costs one more reading.
    private const int CacheSlots = 1024;

    private readonly AgencyPage[] _pages;
    private readonly int[] _starts;
    private readonly int[] _slots;
    private readonly int[] _newest;
    private readonly int[] _all;
    private readonly Lazy<Dictionary<OrganId, OrganId[]>> _predecessors;
    private readonly Cached?[] _cache = new Cached?[CacheSlots];

    /// <summary>Indexes the pages. The first page that names a code is the one that speaks of it.</summary>
    public AgencyTable(IEnumerable<AgencyPage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        _pages = [.. pages];
        _starts = new int[_pages.Length];
        var rows = 0;
        for (var i = 0; i < _pages.Length; i++)
        {
            _starts[i] = rows;
            rows += _pages[i].Count;
        }

        (_slots, _newest, _all) = Index(rows);
        Versions = new VersionList(this);
        _predecessors = new(FindPredecessors);
    }

    /// <inheritdoc/>
    public int Count => _newest.Length;

    /// <inheritdoc/>
    public Agency this[int index] => Row(_newest[index]);

    /// <summary>Every version of every agency.</summary>
    public IReadOnlyList<Agency> Versions { get; }

    /// <summary>The newest version of the agency with the code or former code.</summary>
    public Agency? Find(OrganId code) => VersionsOf(code) is { Count: > 0 } versions ? versions[^1] : null;

    /// <summary>The version that was in force at the instant; before the first one, the first.</summary>
    public Agency? Find(OrganId code, DateTimeOffset at)
    {
        var versions = VersionsOf(code);
        for (var i = versions.Count - 1; i > 0; i--)
        {
            if (versions[i].ValidFrom <= at)
            {
                return versions[i];
            }
        }

        return versions.Count > 0 ? versions[0] : null;
    }

    /// <summary>All versions of the agency, oldest first; none when no agency has the code.</summary>
    public IReadOnlyList<Agency> VersionsOf(OrganId code)
    {
        if (code.IsEmpty || _slots.Length == 0)
        {
            return [];
        }

        var (own, other) = Rows(code);
        if (own.Count == 0 && other.Count > 0)
        {
            own = Rows(other[0].Code).Own;
        }

        return own.Count < 2 ? own : [.. own.OrderBy(static a => a.ValidFrom).ThenBy(static a => a.Version)];
    }

    /// <summary>Agencies that the agency continues, directly or through others (REF-06, REF-09).</summary>
    public IReadOnlyCollection<OrganId> PredecessorsOf(OrganId code)
    {
        var found = new HashSet<OrganId>();
        var queue = new Queue<OrganId>([Find(code)?.Code ?? code]);
        while (queue.TryDequeue(out var next))
        {
            foreach (var before in _predecessors.Value.GetValueOrDefault(next) ?? [])
            {
                if (before != code && found.Add(before))
                {
                    queue.Enqueue(before);
                }
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<Agency> GetEnumerator()
    {
        foreach (var row in _newest)
        {
            var page = PageOf(row);
            yield return _pages[page][row - _starts[page]];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private (List<Agency> Own, List<Agency> Other) Rows(OrganId code)
    {
        Span<byte> bytes = stackalloc byte[OrganId.MaxLength * 4];
        bytes = bytes[..Encoding.UTF8.GetBytes(code.Value, bytes)];
        var (own, other) = (new List<Agency>(1), new List<Agency>());
        var mask = _slots.Length - 1;
        for (var slot = Hash(code.Value) & mask; _slots[slot] != Empty; slot = (slot + 1) & mask)
        {
            var row = _slots[slot];
            var page = PageOf(row);
            if (_pages[page].IsCode(row - _starts[page], bytes))
            {
                own.Add(Row(row));
            }
            else if (Row(row) is var agency && agency.AllCodes.Contains(code))
            {
                other.Add(agency);
            }
        }

        return (own, other);
    }

    private Agency Row(int row)
    {
        ref var slot = ref _cache[row & (CacheSlots - 1)];
        var cached = slot;
        if (cached is null || cached.Row != row)
        {
            var page = PageOf(row);
            slot = cached = new Cached(row, _pages[page][row - _starts[page]]);
        }

        return cached.Agency;
    }

    private int PageOf(int row)
    {
        var page = Array.BinarySearch(_starts, row);
        if (page < 0)
        {
            return ~page - 1;
        }

        // Empty pages begin where the next one does.
        while (page + 1 < _starts.Length && _starts[page + 1] == row)
        {
            page++;
        }

        return page;
    }

    private (int[] Slots, int[] Newest, int[] All) Index(int rows)
    {
        if (rows == 0)
        {
            return ([], [], []);
        }

        var owners = new Dictionary<OrganId, (int Page, int Newest, DateTimeOffset From)>(rows);
        var all = new List<int>(rows);
        var keys = new List<(int Hash, int Row)>(rows + (rows / 4));
        for (var page = 0; page < _pages.Length; page++)
        {
            for (var i = 0; i < _pages[page].Count; i++)
            {
                var agency = _pages[page][i];
                var row = _starts[page] + i;
                if (owners.TryGetValue(agency.Code, out var owner))
                {
                    if (owner.Page != page)
                    {
                        continue;
                    }

                    if (agency.ValidFrom >= owner.From)
                    {
                        owners[agency.Code] = (page, row, agency.ValidFrom);
                    }
                }
                else
                {
                    owners[agency.Code] = (page, row, agency.ValidFrom);
                }

                all.Add(row);
                foreach (var code in agency.AllCodes)
                {
                    keys.Add((Hash(code.Value), row));
                }
            }
        }

        var slots = new int[BitOperations.RoundUpToPowerOf2((uint)keys.Count * 2)];
        Array.Fill(slots, Empty);
        foreach (var (hash, row) in keys)
        {
            var slot = hash & (slots.Length - 1);
            while (slots[slot] != Empty)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = row;
        }

        return (slots, [.. owners.Values.Select(static o => o.Newest)], [.. all]);
    }

    private Dictionary<OrganId, OrganId[]> FindPredecessors() => this
        .SelectMany(static a => a.Successors.Select(s => (s.To, From: a.Code)))
        .GroupBy(s => Find(s.To)?.Code ?? s.To)
        .ToDictionary(static g => g.Key, static g => g.Select(static s => s.From).Distinct().ToArray());

    private static int Hash(string code)
    {
        var hash = 2166136261;
        foreach (var c in code)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }

    private sealed class VersionList(AgencyTable table) : IReadOnlyList<Agency>
    {
        public int Count => table._all.Length;

        public Agency this[int index] => table._pages[table.PageOf(table._all[index])][table._all[index] - table._starts[table.PageOf(table._all[index])]];

        public IEnumerator<Agency> GetEnumerator()
        {
            for (var i = 0; i < Count; i++)
            {
                yield return this[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed record Cached(int Row, Agency Agency);
}
