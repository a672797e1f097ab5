using System.Globalization;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Node.Api;
using Axis.Node.Registers;
using Axis.Node.Storage;
using Axis.Signing.Evidence;

namespace Axis.Node.Archives;

/// <summary>
/// Exports a whole file (hồ sơ) with its documents and their metadata (ARC-11): one archive of the packets and files byte for byte as they were signed, the metadata as
/// XML beside its schema, the list of documents as a PDF, and the checksums of all of it. Memory is flat; every document that is handed out is journalled before.
/// </summary>
internal sealed class ExportRecordFile(IStore store, KeepFiles files, ReadRegister registers, RegisterPdf pdf, NodeDirectory directory, PacketContent content, AttachmentReader attachments, TimeProvider time)
{
    /// <summary>Most documents of a file: their ordinals have three digits (NĐ 30/2020, Phụ lục VI).</summary>
    public const int MostDocuments = RegisterLimits.MaxAmount;

    /// <summary>Room for what is written beside the documents.</summary>
    private const long Beside = 64L << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Finds what the export holds, and journals that the actor gets it.</summary>
    /// <exception cref="RefusedException">Not the actor's agency, no such file, or too much for one archive.</exception>
    public async Task<RecordFileDraft> CollectAsync(string agency, int catalog, string notation, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var file = files.Find(agency, catalog, notation, actor);
        var owner = OrganId.Parse(file.Agency);
        var documents = store.Read(session => Documents(session, owner, file.Catalog, file.Notation, actor));
        EnsureFits(documents);
        await store.WriteAsync(session => Journal(session, owner, file.Catalog, file.Notation, documents, actor), cancellationToken).ConfigureAwait(false);
        var known = directory.Current().FindAgency(owner);
        return new RecordFileDraft(
            file, known?.Name ?? owner.Value, known?.Parent is { } parent ? directory.NameOf(parent) : null, directory.Self.Value, DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()), documents);
    }

    /// <summary>Writes the archive.</summary>
    /// <exception cref="InvalidDataException">A packet's bytes are not those that were accepted; the archive stays without an end.</exception>
    /// <exception cref="RefusedException">The disk reserve is reached; the archive stays without an end.</exception>
    public async Task WriteAsync(RecordFileDraft draft, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var zip = new StoredZipWriter(output, draft.MadeAt);
        var sums = new StringBuilder();
        var parts = new List<IReadOnlyList<ExportedPart>>();
        foreach (var document in draft.Documents)
        {
            var written = document is { Packet: { } packet, Withheld: null } ? await PartsAsync(zip, document.Position, packet, cancellationToken).ConfigureAwait(false) : [];
            foreach (var part in written.Where(static p => p.Path is not null))
            {
                sums.Append(CultureInfo.InvariantCulture, $"{part.Sha256}  {part.Path}\n");
            }

            parts.Add(written);
        }

        await AddAsync(ExportNames.Xml, RecordFileXml.Write(draft, parts)).ConfigureAwait(false);
        await AddAsync(ExportNames.Schema, RecordFileXml.Schema()).ConfigureAwait(false);
        await AddAsync(ExportNames.Pdf, await pdf.MakeAsync(PrintedRecordFile.Of(draft, parts), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await zip.AddAsync(ExportNames.Checksums, Utf8.GetBytes(sums.ToString()), cancellationToken).ConfigureAwait(false);
        await zip.FinishAsync(cancellationToken).ConfigureAwait(false);

        Task AddAsync(string name, byte[] bytes)
        {
            sums.Append(CultureInfo.InvariantCulture, $"{Digest.Of(bytes)}  {name}\n");
            return zip.AddAsync(name, bytes, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ExportedPart>> PartsAsync(StoredZipWriter zip, int document, PacketRow packet, CancellationToken cancellationToken)
    {
        var parts = new List<ExportedPart>();
        var path = ExportNames.Packet(document);
        try
        {
            MeasuredContent measured;
            var first = content.Open(packet);
            await using (first.ConfigureAwait(false))
            {
                measured = await MeasuredContent.ReadAsync(first, null, cancellationToken).ConfigureAwait(false);
            }

            if (measured.Digest != packet.Digest)
            {
                throw new InvalidDataException($"Packet {packet.Digest} is not the one that was accepted.");
            }

            var bytes = content.Open(packet);
            await using (bytes.ConfigureAwait(false))
            {
                await zip.AddAsync(path, measured, bytes, cancellationToken).ConfigureAwait(false);
            }

            parts.Add(new ExportedPart(path, Path.GetFileName(path), "packet", "application/xml", measured.Size, measured.Digest, null));
        }
        catch (RefusedException e)
        {
            // Withheld since the look: said in its place, nothing of it was begun.
            parts.Add(new ExportedPart(null, Path.GetFileName(path), "packet", "application/xml", packet.Size, packet.Digest, e.Refusal.Sentence));
            return parts;
        }

        foreach (var attachment in packet.Facts.Attachments)
        {
            parts.Add(await AttachmentAsync(zip, document, packet, attachment, cancellationToken).ConfigureAwait(false));
        }

        return parts;
    }

    // As carried, for these are the bytes that the signature's list of contents names.
    private async Task<ExportedPart> AttachmentAsync(StoredZipWriter zip, int document, PacketRow packet, StoredAttachment attachment, CancellationToken cancellationToken)
    {
        OpenedFile opened;
        try
        {
            opened = await attachments.OpenAsync(packet, attachment, raw: true, cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException e) when (e.Refusal != ApiRefusals.DiskReserve)
        {
            return new ExportedPart(null, attachment.Name, "attachment", attachment.ContentType, attachment.Size, null, e.Refusal.Sentence);
        }

        await using (opened.Bytes.ConfigureAwait(false))
        {
            var path = ExportNames.Attachment(document, attachment.Index + 1, attachment.SafeName);
            var measured = await MeasuredContent.ReadAsync(opened.Bytes, null, cancellationToken).ConfigureAwait(false);
            opened.Bytes.Position = 0;
            await zip.AddAsync(path, measured, opened.Bytes, cancellationToken).ConfigureAwait(false);
            return new ExportedPart(path, attachment.Name, "attachment", attachment.ContentType, measured.Size, measured.Digest, null);
        }
    }

    private List<DraftDocument> Documents(ISession session, OrganId owner, int catalog, string notation, Actor actor)
    {
        var named = session.Books.NamingFile(owner, notation, RegisterPdf.MostLines);
        List<RegisterLine> lines =
        [
            .. named.Select(n => registers.Find(session, new WantedRegister(owner, n.Incoming, RegisterBook.Administrative, n.Year), n.Line))
                .OfType<RegisterLine>()
                .Where(l => IsIn(l.Fields, owner, catalog, notation))
                .OrderBy(static l => l.Fields.DocOrdinal ?? int.MaxValue).ThenBy(static l => l.EnteredAt).ThenBy(static l => l.Incoming).ThenBy(static l => l.Number).ThenBy(static l => l.Key, StringComparer.Ordinal),
        ];
        return [.. lines.Select((line, i) => Document(session, owner, line, i + 1, actor))];
    }

    // The newest version decides: a document that was moved to another file is not in this one.
    private static bool IsIn(RegisterFields fields, OrganId owner, int catalog, string notation) =>
        fields.FileNotation?.Trim() == notation
        && fields.FileCatalog == catalog
        && (string.IsNullOrWhiteSpace(fields.FileOrganId) || (OrganId.TryParse(fields.FileOrganId, out var organ) && organ == owner));

    private static DraftDocument Document(ISession session, OrganId owner, RegisterLine line, int position, Actor actor)
    {
        var corrections = session.Books.Versions(owner, line.Incoming, line.Year, line.Key);
        if (line.Packet is not { } digest || session.Packets.Find(digest) is not { } packet)
        {
            return new DraftDocument(position, line, corrections, null, null, null, null, []);
        }

        return new DraftDocument(
            position,
            line,
            corrections,
            packet,
            session.Isolations.IsWithheld(digest) ? DraftDocument.Isolated
                : session.Payloads.Find(digest) is { } release ? $"Nội dung đã được giải phóng theo thời hạn giữ; hồ sơ bằng chứng: {release.File}."
                : !actor.MayRead(packet, session) ? "Đã bị thu hồi nên không mở được nữa (RCL-04)."
                : null,
            session.Packets.LatestVerdict(digest),
            line.Incoming ? session.Inbox.ListFor(digest).FirstOrDefault(i => i.Recipient == owner)?.Badge : null,
            line.Incoming ? [] : session.Tracking.ListFor(digest));
    }

    private static void EnsureFits(List<DraftDocument> documents)
    {
        List<PacketRow> packets = [.. documents.Where(static d => d.Withheld is null).Select(static d => d.Packet).OfType<PacketRow>()];
        var bytes = packets.Sum(static p => p.Size + p.Facts.Attachments.Sum(static a => a.Size)) + Beside;
        if (documents.Count > MostDocuments || bytes > StoredZipReader.MaxBytes || documents.Count + packets.Sum(static p => p.Facts.Attachments.Count) > RegisterPdf.MostLines)
        {
            throw new RefusedException(new Refusal(
                RefusalKind.TooLarge,
                "RECORD_FILE_TOO_LARGE",
                $"Hồ sơ quá lớn cho một tệp xuất: tối đa {MostDocuments} văn bản, {RegisterPdf.MostLines} tệp và 4 GiB. Hãy tách thành nhiều tập, mỗi tập một ký hiệu hồ sơ.",
                "The file is too large for one export; part it into volumes with notations of their own."));
        }
    }

    private bool Journal(ISession session, OrganId owner, int catalog, string notation, List<DraftDocument> documents, Actor actor)
    {
        var now = time.GetUtcNow();
        session.Journal.Append(new JournalEntry(now, "record-file", Agency: owner.Value, Actor: actor.Pseudonym, To: "exported", Detail: $"{catalog}/{notation}"));
        foreach (var packet in documents.Where(static d => d.Withheld is null).Select(static d => d.Packet).OfType<PacketRow>())
        {
            if (!actor.MayRead(packet, session))
            {
                throw new RefusedException(ApiRefusals.Recalled);
            }

            session.Journal.Append(new JournalEntry(now, "document-downloaded", Packet: packet.Digest, Agency: owner.Value, Actor: actor.Pseudonym, To: "record-file"));
        }

        return true;
    }
}
