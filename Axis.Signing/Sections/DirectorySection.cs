using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Keys;

namespace Axis.Signing.Sections;

/// <summary>
/// A directory section as it travels: lines of UTF-8, each ended by LF. First the head (canonical JSON, the bytes signed), then its signature in base64,
/// then the records (canonical JSON) in ordinal order, each once. So one section has exactly one spelling.
/// </summary>
public sealed class DirectorySection
{
    /// <summary>Largest section, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Most records.</summary>
    public const int MaxRecords = 200_000;

    private readonly ReadOnlyMemory<byte> _headLine;
    private readonly byte[] _signature;

    private IReadOnlyList<DirectoryRecord>? _records;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Func<ReadOnlyMemory<byte>>? _reload;

    private DirectorySection(
        ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>>? reload, ReadOnlyMemory<byte> headLine, byte[] signature, SectionHead head, AgencyPage agencies, IReadOnlyList<DirectoryRecord> others)
    {
        (_bytes, _reload, _headLine, _signature, Head, Agencies, Others) = (bytes, reload, headLine, signature, head, agencies, others);
        HeadDigest = Digest.Of(headLine.Span);
    }

    /// <summary>As it travels and is stored; read again from where it is kept when it is not held in memory.</summary>
    public ReadOnlyMemory<byte> Bytes => _reload is { } reload ? reload() : _bytes;

    /// <summary>The signed statement.</summary>
    public SectionHead Head { get; }

    /// <summary>Identity of this version: SHA-256 of the head line without its LF.</summary>
    public Digest HeadDigest { get; }

    /// <summary>The agencies, packed.</summary>
    public AgencyPage Agencies { get; }

    /// <summary>Everything else that the section states, in its order.</summary>
    public IReadOnlyList<DirectoryRecord> Others { get; }

    /// <summary>All records, in the order of their lines; read anew from the bytes: take them once.</summary>
    public IReadOnlyList<DirectoryRecord> Records => _reload is null ? _records ??= ReadRecords() : ReadRecords();

    /// <summary>The same section without its bytes in memory: 120,000 agencies are 40 MB as they travel and 12 MB packed.</summary>
    /// <param name="reload">Reads the bytes where they are kept.</param>
    public DirectorySection KeptBy(Func<ReadOnlyMemory<byte>> reload)
    {
        ArgumentNullException.ThrowIfNull(reload);
        return new DirectorySection(default, reload, _headLine.ToArray(), _signature, Head, Agencies, Others);
    }

    /// <summary>Signs a version of a section.</summary>
    /// <exception cref="SectionFormatException">The result would not be acceptable to a reader.</exception>
    public static DirectorySection Sign(SectionDraft draft, IEnumerable<DirectoryRecord> records, ISigningKey key)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(records);
        var lines = records.Select(RecordJson.Write).ToList();
        lines.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        var head = new SectionHead(
            draft.Section,
            draft.Version,
            draft.Previous,
            lines.Count,
            MerkleTree.Root([.. lines.Select(static l => MerkleTree.HashLeaf(l))]),
            draft.IssuedAt,
            draft.ExpiresAt,
            DirectoryKey.Of(key),
            draft.NextKey);
        var headLine = RecordJson.Write(head);
        using var bytes = new MemoryStream();
        bytes.Write(headLine);
        bytes.Write("\n"u8);
        bytes.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(DirectoryKey.Sign(key, headLine))));
        bytes.Write("\n"u8);
        foreach (var line in lines)
        {
            bytes.Write(line);
            bytes.Write("\n"u8);
        }

        return Parse(bytes.ToArray());
    }

    /// <summary>Reads a section and checks that head and records belong together. Whether the key may sign it is for <see cref="DirectoryBook"/>.</summary>
    /// <exception cref="SectionFormatException">Malformed, too large, not canonical, or the records are not those of the head.</exception>
    public static DirectorySection Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw TooLarge();
        }

        var rest = bytes;
        var headLine = Line(ref rest);
        var head = RecordJson.ReadHead(headLine);
        var signatureLine = Line(ref rest);
        if (!Base64.IsValid(signatureLine.Span, out var length) || Base64.GetMaxEncodedToUtf8Length(length) != signatureLine.Length)
        {
            throw Broken("chữ ký không phải base64");
        }

        CheckHead(head);
        var (agencies, others, count) = (new AgencyPage.Builder(), new List<DirectoryRecord>(), 0L);
        var tree = new MerkleFrontier();
        var before = ReadOnlyMemory<byte>.Empty;
        while (!rest.IsEmpty)
        {
            if (count == MaxRecords)
            {
                throw TooLarge();
            }

            var line = Line(ref rest);
            if (before.Span.SequenceCompareTo(line.Span) >= 0)
            {
                throw Broken("các dòng không theo thứ tự hoặc bị lặp");
            }

            var record = RecordJson.ReadRecord(line);
            CheckAnchor(record);
            count++;
            if (record is AgencyRecord { Agency: var agency })
            {
                agencies.Add(agency);
            }
            else
            {
                others.Add(record);
            }

            tree.Append(MerkleTree.HashLeaf(line.Span));
            before = line;
        }

        return count == head.Records && tree.Root == head.Root
            ? new DirectorySection(bytes, null, headLine, Convert.FromBase64String(Encoding.ASCII.GetString(signatureLine.Span)), head, agencies.Build(), others)
            : throw new SectionFormatException(SectionCodes.Records, $"Các dòng của phần danh bạ '{head.Section}' không phải những dòng đã được ký.");
    }

    /// <summary>The bytes signed: the head line without its LF.</summary>
    internal ReadOnlyMemory<byte> HeadLine => _headLine;

    /// <summary>The signature over them.</summary>
    internal ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>Whether the key named in the head made the signature.</summary>
    public bool IsSignedByItsKey() => DirectoryKey.Verify(Head.Key.Span, _headLine.Span, _signature);

    internal static void CheckHead(SectionHead head)
    {
        if (head.Section.Length is 0 or > 64
            || head.Version < 1
            || (head.Version == 1) != (head.Previous is null)
            || head.ExpiresAt <= head.IssuedAt)
        {
            throw Broken("phần đầu có giá trị mâu thuẫn");
        }
    }

    // Every verdict builds its paths to the anchors, so one that is no certificate is refused here and not met there.
    internal static void CheckAnchor(DirectoryRecord record)
    {
        if (record is not AnchorRecord { Der: var der })
        {
            return;
        }

        try
        {
            using var anchor = X509CertificateLoader.LoadCertificate(der.Span);
        }
        catch (CryptographicException e)
        {
            throw new SectionFormatException(SectionCodes.Format, "Phần danh bạ có gốc tin cậy không phải chứng thư.", e);
        }
    }

    private List<DirectoryRecord> ReadRecords()
    {
        var rest = Bytes;
        Line(ref rest);
        Line(ref rest);
        var records = new List<DirectoryRecord>((int)Head.Records);
        while (!rest.IsEmpty)
        {
            records.Add(RecordJson.ReadRecord(Line(ref rest)));
        }

        return records;
    }

    private static ReadOnlyMemory<byte> Line(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        if (end <= 0)
        {
            throw Broken("thiếu dòng");
        }

        var line = rest[..end];
        rest = rest[(end + 1)..];
        return line;
    }

    private static SectionFormatException Broken(string why) => new(SectionCodes.Format, $"Phần danh bạ không đúng cấu trúc: {why}.");

    private static SectionFormatException TooLarge() =>
        new(SectionCodes.TooLarge, $"Phần danh bạ vượt giới hạn {MaxBytes} byte hoặc {MaxRecords} dòng.");
}
