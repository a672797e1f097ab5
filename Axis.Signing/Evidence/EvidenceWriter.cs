using System.Security.Cryptography;
using System.Text;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Evidence;

/// <summary>
/// Writes the container: the files, then the node's signature over all of them, then a timestamp over everything when an authority answers. Packets are read twice and
/// never held, so memory stays flat (promise 7), and the stream need not be seekable.
/// </summary>
/// <param name="key">The node-seal key.</param>
/// <param name="stamping">Who stamps the container; <c>null</c> = nobody, and the evidence holds only while the directory that it carries is in force.</param>
public sealed class EvidenceWriter(ISigningKey key, ContainerStamping? stamping)
{
    /// <summary>Writes one container.</summary>
    /// <returns>Whether the container carries a timestamp.</returns>
    /// <exception cref="EvidenceFormatException">Too large for a container.</exception>
    /// <exception cref="InvalidDataException">A packet is no longer the one of its digest; what was written is useless.</exception>
    public async Task<bool> WriteAsync(EvidenceDraft draft, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var run = new Run(new StoredZipWriter(output, draft.MadeAt), cancellationToken);
        await run.Zip.AddAsync(EvidenceNames.MimeType, Encoding.ASCII.GetBytes(EvidenceNames.ContainerType), cancellationToken).ConfigureAwait(false);
        await run.AddAsync(EvidenceNames.Page, EvidenceNames.HtmlType, EvidencePage.Write(draft)).ConfigureAwait(false);
        var packets = await PacketsAsync(run, draft).ConfigureAwait(false);
        var receipts = await ReceiptsAsync(run, draft).ConfigureAwait(false);
        await run.AddAsync(EvidenceNames.Directory, EvidenceNames.JsonType, draft.Directory.ToBytes()).ConfigureAwait(false);
        if (draft.DirectoryAtReception is { } then)
        {
            await run.AddAsync(EvidenceNames.DirectoryAtReception, EvidenceNames.JsonType, then.ToBytes()).ConfigureAwait(false);
        }

        foreach (var (name, pem) in Anchors(draft.Directory))
        {
            await run.AddAsync(name, EvidenceNames.PemType, pem).ConfigureAwait(false);
        }

        var revocation = await RevocationAsync(run, draft).ConfigureAwait(false);
        var index = new EvidenceIndex
        {
            Format = EvidenceIndex.CurrentFormat,
            MadeAt = draft.MadeAt,
            Node = draft.Node.Value,
            Packets = packets,
            Receipts = receipts,
            Revocation = revocation,
            Verdicts = draft.Verdicts,
            Journal = await JournalAsync(run, draft.Journal).ConfigureAwait(false),
            DirectoryAtReception = draft.DirectoryAtReception is not null,
        };
        await run.AddAsync(EvidenceNames.Index, EvidenceNames.JsonType, EvidenceJson.Write(index)).ConfigureAwait(false);
        var signature = ContainerSignature.Write(run.Files, key, draft.MadeAt);
        await run.AddAsync(EvidenceNames.Signatures, EvidenceNames.XmlType, signature).ConfigureAwait(false);
        var stamped = await StampAsync(run).ConfigureAwait(false);
        await run.Zip.FinishAsync(cancellationToken).ConfigureAwait(false);
        return stamped;
    }

    /// <summary>The trust anchors of an extract as PEM: all in one file for openssl, and one a file for xmlsec1.</summary>
    internal static IReadOnlyList<(string Name, byte[] Pem)> Anchors(DirectoryExtract extract)
    {
        var pems = extract.Sections.SelectMany(static s => s.Records).Select(static r => r.Record).OfType<AnchorRecord>()
            .Select(static a => PemEncoding.WriteString("CERTIFICATE", a.Der.Span) + "\n")
            .ToList();
        return
        [
            (EvidenceNames.Anchors, Encoding.ASCII.GetBytes(string.Concat(pems))),
            .. pems.Select(static (p, i) => (EvidenceNames.Anchor(i + 1), Encoding.ASCII.GetBytes(p))),
        ];
    }

    private static async Task<List<PacketItem>> PacketsAsync(Run run, EvidenceDraft draft)
    {
        var items = new List<PacketItem>();
        for (var i = 0; i < draft.Packets.Count; i++)
        {
            var packet = draft.Packets[i];
            var file = i == 0 ? EvidenceNames.Document : EvidenceNames.Status(i);
            await run.AddAsync(file, EvidenceNames.XmlType, packet).ConfigureAwait(false);
            var proofs = packet.Proofs.Count == 0 ? null : EvidenceNames.Proofs(i);
            if (proofs is not null)
            {
                await run.AddAsync(proofs, EvidenceNames.XmlType, new ProofRecord(packet.Digest, packet.Proofs).Write()).ConfigureAwait(false);
                await run.AddAsync(EvidenceNames.Stamped(i), EvidenceNames.BytesType, packet.SignatureValue).ConfigureAwait(false);
                foreach (var (token, number) in packet.Proofs.Select(static p => p.Token).OfType<TimestampToken>().Select(static (t, n) => (t, n + 1)))
                {
                    await run.AddAsync(EvidenceNames.Token(i, number), EvidenceNames.TokenType, token.Der).ConfigureAwait(false);
                }
            }

            items.Add(new PacketItem(file, packet.Digest.ToString(), proofs, packet.ReceivedAt));
        }

        return items;
    }

    private static async Task<List<ReceiptItem>> ReceiptsAsync(Run run, EvidenceDraft draft)
    {
        var items = new List<ReceiptItem>();
        var seals = new Dictionary<Digest, string>();
        foreach (var receipt in draft.Receipts)
        {
            if (!seals.TryGetValue(receipt.SealDigest, out var seal))
            {
                seals[receipt.SealDigest] = seal = EvidenceNames.Seal(seals.Count + 1);
                await run.AddAsync(seal, EvidenceNames.XmlType, receipt.Seal).ConfigureAwait(false);
            }

            var file = EvidenceNames.Receipt(items.Count + 1);
            await run.AddAsync(file, EvidenceNames.XmlType, receipt.Bytes).ConfigureAwait(false);
            items.Add(new ReceiptItem(file, seal, receipt.Index, [.. receipt.Path.Select(static d => d.ToString())]));
        }

        return items;
    }

    private static async Task<List<string>> RevocationAsync(Run run, EvidenceDraft draft)
    {
        var names = new List<string>();
        foreach (var (kind, der) in draft.Revocation.DistinctBy(static r => Digest.Of(r.Der.Span)))
        {
            var isList = kind == RevocationKind.List;
            names.Add(EvidenceNames.Revocation(names.Count + 1, isList));
            await run.AddAsync(names[^1], isList ? EvidenceNames.CrlType : EvidenceNames.OcspType, der).ConfigureAwait(false);
        }

        return names;
    }

    private static async Task<JournalItem?> JournalAsync(Run run, DraftJournal? journal)
    {
        if (journal is null)
        {
            return null;
        }

        await run.AddAsync(EvidenceNames.JournalHead, EvidenceNames.XmlType, journal.HeadSeal).ConfigureAwait(false);
        var cosigned = new List<CosignedItem>();
        foreach (var item in journal.Cosigned)
        {
            var number = cosigned.Count + 1;
            await run.AddAsync(EvidenceNames.CosignedHead(number), EvidenceNames.XmlType, item.HeadSeal).ConfigureAwait(false);
            await run.AddAsync(EvidenceNames.Cosignature(number), EvidenceNames.XmlType, item.Cosignature).ConfigureAwait(false);
            cosigned.Add(new CosignedItem(
                item.Neighbour.Value, EvidenceNames.CosignedHead(number), item.TreeSize, EvidenceNames.Cosignature(number), [.. item.Consistency.Select(static d => d.ToString())]));
        }

        return new JournalItem(journal.Log, journal.TreeSize, EvidenceNames.JournalHead, journal.Entries, cosigned);
    }

    // An authority that does not answer costs the timestamp, never the evidence: it can be added later (axis evidence renew).
    private async Task<bool> StampAsync(Run run)
    {
        if (stamping is null)
        {
            return false;
        }

        var manifest = new ContainerManifest(EvidenceNames.Timestamp(1), run.Files).Write();
        TimestampToken token;
        try
        {
            token = await stamping.StampAsync(manifest, run.CancellationToken).ConfigureAwait(false);
        }
        catch (TimestampUnavailableException)
        {
            return false;
        }

        await run.Zip.AddAsync(EvidenceNames.Manifest(1), manifest, run.CancellationToken).ConfigureAwait(false);
        await run.Zip.AddAsync(EvidenceNames.Timestamp(1), token.Der, run.CancellationToken).ConfigureAwait(false);
        return true;
    }

    private sealed record Run(StoredZipWriter Zip, CancellationToken CancellationToken)
    {
        private readonly List<CoveredFile> _files = [];

        public IReadOnlyList<CoveredFile> Files => _files;

        public Task AddAsync(string name, string mediaType, ReadOnlyMemory<byte> bytes)
        {
            _files.Add(new CoveredFile(name, mediaType, Digest.Of(bytes.Span)));
            return Zip.AddAsync(name, bytes, CancellationToken);
        }

        public async Task AddAsync(string name, string mediaType, DraftPacket packet)
        {
            MeasuredContent measured;
            var first = packet.Open();
            await using (first.ConfigureAwait(false))
            {
                measured = await MeasuredContent.ReadAsync(first, null, CancellationToken).ConfigureAwait(false);
            }

            if (measured.Digest != packet.Digest)
            {
                throw new InvalidDataException($"The stored bytes are not those of packet {packet.Digest}.");
            }

            _files.Add(new CoveredFile(name, mediaType, measured.Digest));
            var second = packet.Open();
            await using (second.ConfigureAwait(false))
            {
                await Zip.AddAsync(name, measured, second, CancellationToken).ConfigureAwait(false);
            }
        }
    }
}
