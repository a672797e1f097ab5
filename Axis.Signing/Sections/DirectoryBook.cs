using Axis.Core.Agencies;

namespace Axis.Signing.Sections;

/// <summary>
/// The accepted sections and the snapshot made of them. The root section is believed by its pinned key, every other by the root's delegation, again and again:
/// when the root withdraws a delegation, what the section said no longer counts. Thread-safe.
/// </summary>
public sealed class DirectoryBook
{
    /// <summary>How far a section's issue time may lie ahead of the clock here.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DirectorySection> _sections = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<byte> _rootKey;
    private volatile DirectorySnapshot _snapshot = DirectorySnapshot.Empty;

    /// <param name="rootKey">SubjectPublicKeyInfo of the root's key, whose fingerprint was compared over a second channel.</param>
    public DirectoryBook(ReadOnlyMemory<byte> rootKey) => _rootKey = rootKey;

    /// <summary>The directory in force; a new object whenever it changes.</summary>
    public DirectorySnapshot Snapshot => _snapshot;

    /// <summary>The accepted section of the name, even while its delegation is withdrawn.</summary>
    public DirectorySection? Find(string name)
    {
        lock (_gate)
        {
            return _sections.GetValueOrDefault(name);
        }
    }

    /// <summary>Whether the root delegates a section of the name.</summary>
    public bool Delegates(string name)
    {
        lock (_gate)
        {
            return Delegation(name) is not null;
        }
    }

    /// <summary>The section is kept elsewhere now: its bytes need not stay in memory.</summary>
    /// <param name="section">The section as it was accepted.</param>
    /// <param name="reload">Reads its bytes where they are kept.</param>
    public void Keep(DirectorySection section, Func<ReadOnlyMemory<byte>> reload)
    {
        ArgumentNullException.ThrowIfNull(section);
        lock (_gate)
        {
            if (_sections.GetValueOrDefault(section.Head.Section) == section)
            {
                _sections[section.Head.Section] = section.KeptBy(reload);
            }
        }
    }

    /// <summary>
    /// Takes up sections that this node accepted before and stored itself. Form, signatures and authority are checked again; only the change of the root's key
    /// since the pin and the order of versions are taken from the past.
    /// </summary>
    /// <returns>Those that could not be taken up.</returns>
    public IReadOnlyList<SectionRefused> Restore(IEnumerable<ReadOnlyMemory<byte>> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var refused = new List<SectionRefused>();
        lock (_gate)
        {
            var sections = new List<DirectorySection>();
            foreach (var bytes in stored)
            {
                try
                {
                    sections.Add(DirectorySection.Parse(bytes));
                }
                catch (SectionFormatException e)
                {
                    refused.Add(new SectionRefused(e.Code, e.Message));
                }
            }

            foreach (var section in sections.OrderBy(static s => s.Head.Section != SectionHead.RootName))
            {
                var isRoot = section.Head.Section == SectionHead.RootName;
                var refusal = section.IsSignedByItsKey()
                    ? isRoot ? null : Standing(section)
                    : new SectionRefused(SectionCodes.Signature, $"Chữ ký của phần danh bạ '{section.Head.Section}' không đúng.");
                if (refusal is null)
                {
                    _sections[section.Head.Section] = section;
                }
                else
                {
                    refused.Add(refusal);
                }
            }

            _snapshot = Merge();
        }

        return refused;
    }

    /// <summary>Judges a section that a neighbour or a file offers, and takes it over when it is good.</summary>
    public SectionCheck Accept(ReadOnlyMemory<byte> bytes, DateTimeOffset now)
    {
        DirectorySection section;
        try
        {
            section = DirectorySection.Parse(bytes);
        }
        catch (SectionFormatException e)
        {
            return new SectionRefused(e.Code, e.Message);
        }

        lock (_gate)
        {
            if (Judge(section, now) is { } answer)
            {
                return answer;
            }

            _sections[section.Head.Section] = section;
            _snapshot = Merge();
            return new SectionAccepted(section);
        }
    }

    private SectionCheck? Judge(DirectorySection section, DateTimeOffset now)
    {
        var head = section.Head;
        var current = _sections.GetValueOrDefault(head.Section);
        var refusal = head.Section == SectionHead.RootName ? RootKey(head, current) : Standing(section);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!section.IsSignedByItsKey())
        {
            return new SectionRefused(SectionCodes.Signature, $"Chữ ký của phần danh bạ '{head.Section}' không đúng.");
        }

        if (head.IssuedAt > now + ClockTolerance)
        {
            return new SectionRefused(SectionCodes.Future, $"Phần danh bạ '{head.Section}' ghi ngày lập ở tương lai; hãy kiểm tra đồng hồ hai bên.");
        }

        return current is null ? null : Follows(section, current);
    }

    private static SectionCheck? Follows(DirectorySection section, DirectorySection current)
    {
        var (head, held) = (section.Head, current.Head);
        if (head.Version < held.Version)
        {
            return new SectionRefused(SectionCodes.Older, $"Phần danh bạ '{head.Section}' phiên bản {head.Version} cũ hơn phiên bản {held.Version} đang dùng.");
        }

        if (head.Version == held.Version)
        {
            return section.HeadDigest == current.HeadDigest
                ? new SectionKnown(current)
                : new SectionRefused(
                    SectionCodes.Fork,
                    $"Cảnh báo: có hai nội dung khác nhau cùng mang phiên bản {head.Version} của phần danh bạ '{head.Section}', đều được ký thật. Hãy báo ngay cơ quan quản lý danh bạ.");
        }

        // After a gap the versions between are not at hand; the signature alone vouches for the order then.
        return head.Version == held.Version + 1 && head.Previous != current.HeadDigest
            ? new SectionRefused(SectionCodes.Previous, $"Phần danh bạ '{head.Section}' phiên bản {head.Version} không nối tiếp phiên bản {held.Version} đang dùng.")
            : null;
    }

    private SectionRefused? RootKey(SectionHead head, DirectorySection? current)
    {
        var allowed = current is null
            ? Same(head.Key, _rootKey)
            : Same(head.Key, current.Head.Key) || (current.Head.NextKey is { } next && Same(head.Key, next));
        return allowed ? null : new SectionRefused(
            SectionCodes.Key,
            $"Phần gốc của danh bạ được ký bằng khóa lạ ({DirectoryKey.Fingerprint(head.Key.Span)}). Hãy đối chiếu dấu vân tay khóa gốc qua kênh thứ hai.");
    }

    /// <summary>Whether the root's delegation in force lets the section's key say what the section says.</summary>
    private SectionRefused? Standing(DirectorySection section)
    {
        var head = section.Head;
        var delegation = Delegation(head.Section);
        if (delegation is null)
        {
            return new SectionRefused(SectionCodes.NotDelegated, $"Phần gốc của danh bạ không ủy quyền cho phần '{head.Section}'.");
        }

        if (!Same(head.Key, delegation.Key) && !(delegation.NextKey is { } next && Same(head.Key, next)))
        {
            return new SectionRefused(SectionCodes.Key, $"Phần danh bạ '{head.Section}' được ký bằng khóa không được ủy quyền.");
        }

        return SectionAuthority.Overstep(section, delegation) is { } overstep
            ? new SectionRefused(SectionCodes.Authority, $"Phần danh bạ '{head.Section}' nói về {overstep} ngoài phạm vi được ủy quyền.")
            : null;
    }

    private DelegationRecord? Delegation(string name) => _sections.GetValueOrDefault(SectionHead.RootName)?.Others.OfType<DelegationRecord>().FirstOrDefault(d => d.Section == name);

    // A section that lost its standing is left out.
    private DirectorySnapshot Merge()
    {
        var standing = _sections.Values
            .Where(s => s.Head.Section == SectionHead.RootName || Standing(s) is null)
            .OrderBy(static s => s.Head.Section != SectionHead.RootName)
            .ThenBy(static s => s.Head.Section, StringComparer.Ordinal)
            .ToList();
        return RecordMerge.Snapshot(standing.Select(static s => new MergedSection(s.Head, s.HeadDigest, s.Agencies, s.Others)));
    }

    private static bool Same(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span);
}
