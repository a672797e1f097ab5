using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Node.Storage;
using Axis.Signing.Sections;

namespace Axis.Node.Evidence;

/// <summary>The directory extracts that go into evidence: that of today, and that of the day of reception when it was another.</summary>
internal sealed class EvidenceDirectory(IStore store, DirectoryBook book)
{
    private const int MostRootVersions = 500;

    /// <summary>What of the directory concerns the document.</summary>
    public static ExtractSelection Selection(EvidenceSources sources, IEnumerable<NodeId> nodes, DirectorySnapshot directory)
    {
        var agencies = new HashSet<OrganId> { sources.Document.From };
        agencies.UnionWith(sources.Document.Facts.To.Select(static t => OrganId.TryParse(t, out var id) ? id : default).Where(static id => id != default));
        agencies.UnionWith(sources.Statuses.Select(static s => s.From));
        agencies.UnionWith(sources.Receipts.SelectMany(static r => r.Content.Recipients).Select(static r => r.Delivered));
        var all = new HashSet<NodeId>(nodes);
        foreach (var (_, receipt) in sources.Receipts)
        {
            all.Add(receipt.Issuer);
            all.Add(receipt.IssuedTo);
            _ = receipt.HandedOverBy is { } by && all.Add(by);
        }

        all.UnionWith(agencies.Select(directory.FindAgency).OfType<Agency>().Select(static a => a.Host));
        return new ExtractSelection(agencies, all, []);
    }

    /// <summary>The directory in force.</summary>
    /// <exception cref="InvalidOperationException">The node has no root section.</exception>
    public DirectoryExtract Today(ExtractSelection selection)
    {
        var root = book.Find(SectionHead.RootName) ?? throw new InvalidOperationException("A running node has a root section.");
        return DirectoryExtract.Build(root, Delegated(root, book.Find), selection, EarlierRoots(root));
    }

    /// <summary>The directory that the first verdict was made with; <c>null</c> when it is today's, or when its sections were never stored here.</summary>
    public DirectoryExtract? AtReception(EvidenceSources sources, ExtractSelection selection)
    {
        if (sources.Verdicts.FirstOrDefault(v => v.Packet == sources.Document.Digest) is not { } first)
        {
            return null;
        }

        var versions = JsonSerializer.Deserialize<Dictionary<string, long>>(first.DirectoryVersions) ?? [];
        if (versions.Count == 0 || versions.All(v => book.Find(v.Key)?.Head.Version == v.Value))
        {
            return null;
        }

        var then = store.Read(session => versions.Select(v => session.Directory.Find(v.Key, v.Value)).ToList());
        if (then.Any(static s => s is null))
        {
            return null;
        }

        var sections = then.Select(static s => DirectorySection.Parse(s!.Bytes)).ToDictionary(static s => s.Head.Section, StringComparer.Ordinal);
        return sections.TryGetValue(SectionHead.RootName, out var root)
            ? DirectoryExtract.Build(root, Delegated(root, sections.GetValueOrDefault), selection, EarlierRoots(root))
            : null;
    }

    private static IEnumerable<DirectorySection> Delegated(DirectorySection root, Func<string, DirectorySection?> find) =>
        root.Others.OfType<DelegationRecord>().Select(d => find(d.Section)).OfType<DirectorySection>();

    private IEnumerable<DirectorySection> EarlierRoots(DirectorySection root)
    {
        var last = root.Head.Version;
        var first = Math.Max(1, last - MostRootVersions);
        var stored = store.Read(session => Enumerable.Range(0, (int)(last - first)).Select(i => session.Directory.Find(SectionHead.RootName, first + i)).OfType<StoredSection>().ToList());
        return stored.Select(static s => DirectorySection.Parse(s.Bytes));
    }
}
