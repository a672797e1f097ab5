using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Signing.Evidence;

/// <summary>One verification on its way: what is known so far, and every link made of it.</summary>
internal sealed class EvidenceRun(StoredZipReader zip, DateTimeOffset at)
{
    private readonly List<EvidenceLink> _links = [];
    private readonly HashSet<(string Name, string? File)> _failed = [];

    public StoredZipReader Zip => zip;

    /// <summary>The time of verification.</summary>
    public DateTimeOffset At => at;

    public IReadOnlyList<EvidenceLink> Links => _links;

    /// <summary>What was measured of every entry.</summary>
    public Dictionary<string, MeasuredContent> Measured { get; } = new(StringComparer.Ordinal);

    public ContainerSignature? Signature { get; set; }

    /// <summary>The lists under the container's timestamps with their bytes, oldest first.</summary>
    public List<(ContainerManifest Manifest, byte[] Bytes)> Manifests { get; } = [];

    public EvidenceIndex? Index { get; set; }

    public NodeId Node { get; set; }

    public DirectorySnapshot Directory { get; set; } = DirectorySnapshot.Empty;

    public DirectorySnapshot? DirectoryAtReception { get; set; }

    public RevocationBook Revocation { get; set; } = RevocationBook.Empty;

    /// <summary>When everything in the container is proved to have existed; <c>null</c> without a timestamp that holds.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    public DateTimeOffset? HoldsUntil { get; set; }

    /// <summary>Since when the contents are known to exist: what seals, bindings and the freshness of revocation data are judged at.</summary>
    public DateTimeOffset KnownSince => ProvedAt ?? at;

    /// <summary>Receipts that hold, with the time of their seal.</summary>
    public List<(Receipt Receipt, DateTimeOffset SealedAt)> Receipts { get; } = [];

    /// <summary>Digests of all receipts here, whether they hold or not.</summary>
    public HashSet<Digest> ReceiptDigests { get; } = [];

    public PacketCheck? Document { get; set; }

    public void Pass(string name, string? file, string vi, string en, bool decides = true) => _links.Add(new EvidenceLink(name, file, CheckOutcome.Passed, vi, en, decides));

    public void Fail(string name, string? file, string vi, string en)
    {
        _failed.Add((name, file));
        _links.Add(new EvidenceLink(name, file, CheckOutcome.Failed, vi, en));
    }

    public void NotMade(string name, string? file, string vi, string en, bool decides = true) => _links.Add(new EvidenceLink(name, file, CheckOutcome.NotMade, vi, en, decides));

    /// <summary>Whether a link of the name failed.</summary>
    public bool Failed(string name) => _links.Any(l => l.Name == name && l.Outcome == CheckOutcome.Failed);

    /// <summary>Whether a link of the name failed about the file; asked once per file, however many fail.</summary>
    public bool Failed(string name, string file) => _failed.Contains((name, file));
}
