using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace Axis.Signing.Evidence;

/// <summary>One entry of a container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where its bytes begin.</param>
/// <param name="Size">How many there are.</param>
public sealed record StoredZipEntry(string Name, long Offset, long Size);

/// <summary>
/// Reads an archive in the one spelling of <see cref="StoredZipWriter"/>, and no other: entries lie one after the other from the first byte on, stored, each header
/// equal to its directory record, the directory right behind them, nothing after it. So there is no bomb (nothing is compressed, nothing overlaps), no path out
/// (names are a closed alphabet), no link, no second entry of a name and no byte that belongs to nobody. Nothing is ever extracted.
/// </summary>
public sealed class StoredZipReader
{
    /// <summary>Largest archive, in bytes: zip64 is not read.</summary>
    public const long MaxBytes = uint.MaxValue - MaxDirectoryBytes;

    /// <summary>Most entries.</summary>
    public const int MaxEntries = ushort.MaxValue - 1;

    private const int MaxDirectoryBytes = 16 * 1024 * 1024;

    private readonly Stream _archive;
    private readonly FrozenDictionary<string, StoredZipEntry> _byName;

    private StoredZipReader(Stream archive, IReadOnlyList<StoredZipEntry> entries)
    {
        (_archive, Entries) = (archive, entries);
        _byName = entries.ToFrozenDictionary(static e => e.Name, StringComparer.Ordinal);
    }

    /// <summary>All entries, in their order.</summary>
    public IReadOnlyList<StoredZipEntry> Entries { get; }

    /// <summary>Reads the directory. The stream is seekable and stays open.</summary>
    /// <exception cref="EvidenceFormatException">Any other spelling.</exception>
    public static StoredZipReader Open(Stream archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (archive.Length is < StoredZipWriter.EndRecord or > uint.MaxValue)
        {
            throw Broken("độ dài không phải của một hồ sơ", "its length is not that of a container");
        }

        var end = Read(archive, archive.Length - StoredZipWriter.EndRecord, StoredZipWriter.EndRecord);
        int count = U16(end, 10);
        long size = U32(end, 12), start = U32(end, 16);
        if (!end.AsSpan().StartsWith("PK\u0005\u0006"u8) || U32(end, 4) != 0 || U16(end, 8) != count || U16(end, 20) != 0
            || count is 0 or > MaxEntries || size > MaxDirectoryBytes || start + size + StoredZipWriter.EndRecord != archive.Length)
        {
            throw Broken("mục lục ở cuối không đúng", "the end record is not as written");
        }

        var directory = Read(archive, start, (int)size);
        var entries = new List<StoredZipEntry>(count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (at, position) = (0, 0L);
        for (var i = 0; i < count; i++)
        {
            var entry = Entry(archive, directory, ref at, position);
            if (!names.Add(entry.Name))
            {
                throw Broken($"mục '{entry.Name}' có hai lần", $"entry '{entry.Name}' stands twice");
            }

            entries.Add(entry);
            position = entry.Offset + entry.Size;
        }

        return at == directory.Length && position == start
            ? new StoredZipReader(archive, entries)
            : throw Broken("có phần không thuộc mục nào", "some bytes belong to no entry");
    }

    /// <summary>The entry of the name; <c>null</c> when there is none.</summary>
    public StoredZipEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The bytes of an entry, read on demand. One at a time: all share the archive's stream.</summary>
    public Stream OpenEntry(StoredZipEntry entry) => new EntryStream(_archive, entry);

    /// <summary>All bytes of a small entry.</summary>
    /// <exception cref="EvidenceFormatException">It is not there, or larger than the limit.</exception>
    public byte[] ReadAll(string name, int limit)
    {
        var entry = Find(name) ?? throw new EvidenceFormatException($"Hồ sơ thiếu tệp '{name}'.", $"File '{name}' is missing.", name);
        return entry.Size <= limit
            ? Read(_archive, entry.Offset, (int)entry.Size)
            : throw new EvidenceFormatException($"Tệp '{name}' lớn hơn {limit} byte.", $"File '{name}' is over {limit} bytes.", name);
    }

    private static StoredZipEntry Entry(Stream archive, byte[] directory, ref int at, long position)
    {
        const int header = StoredZipWriter.CentralHeader;
        if (directory.Length - at < header)
        {
            throw Broken("mục lục bị cụt", "the directory is cut short");
        }

        var record = directory.AsSpan(at);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
        var name = record.Length >= header + nameLength && nameLength <= EvidenceNames.MaxLength ? Encoding.ASCII.GetString(record.Slice(header, nameLength)) : "";
        if (!record.StartsWith("PK\u0001\u0002"u8) || !EvidenceNames.IsName(name))
        {
            throw Broken("mục lục có tên không được phép", "the directory holds a name that is not allowed");
        }

        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[24..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(record[8..]) != 0
            || BinaryPrimitives.ReadUInt16LittleEndian(record[10..]) != 0
            || BinaryPrimitives.ReadUInt32LittleEndian(record[20..]) != size
            || BinaryPrimitives.ReadUInt16LittleEndian(record[4..]) != StoredZipWriter.Version
            || BinaryPrimitives.ReadUInt16LittleEndian(record[6..]) != StoredZipWriter.Version
            || record[30..42].ContainsAnyExcept((byte)0)
            || BinaryPrimitives.ReadUInt32LittleEndian(record[42..]) != position)
        {
            throw Broken($"mục '{name}' bị nén, mã hóa, là liên kết hoặc đặt sai chỗ", $"entry '{name}' is compressed, encrypted, a link or out of place");
        }

        var local = position + StoredZipWriter.LocalHeader + nameLength <= archive.Length ? Read(archive, position, StoredZipWriter.LocalHeader + nameLength) : [];
        if (!local.AsSpan().StartsWith("PK\u0003\u0004"u8)
            || !local.AsSpan(4, 26).SequenceEqual(record.Slice(6, 26))
            || !local.AsSpan(StoredZipWriter.LocalHeader).SequenceEqual(record.Slice(header, nameLength)))
        {
            throw Broken($"đầu mục '{name}' khác với mục lục", $"the header of '{name}' differs from the directory");
        }

        at += header + nameLength;
        var offset = position + local.Length;
        return offset + size <= archive.Length ? new StoredZipEntry(name, offset, size) : throw Broken($"mục '{name}' bị cụt", $"entry '{name}' is cut short");
    }

    private static byte[] Read(Stream archive, long offset, int count)
    {
        var bytes = new byte[count];
        archive.Position = offset;
        archive.ReadExactly(bytes);
        return bytes;
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static EvidenceFormatException Broken(string why, string english) =>
        new($"Tệp không phải hồ sơ bằng chứng nguyên vẹn (ASiC-E): {why}.", $"The file is not an intact evidence container (ASiC-E): {english}.", null);
}
