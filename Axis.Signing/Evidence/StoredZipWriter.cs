using System.Buffers.Binary;
using System.Text;

namespace Axis.Signing.Evidence;

/// <summary>
/// Writes a zip archive (APPNOTE 6.3) of stored entries to a stream that need not be seekable: one entry after the other, nothing between them, no extra field,
/// no comment. So the first entry stands as EN 319 162-1 §A.1 wants it, and there is one spelling.
/// </summary>
public sealed class StoredZipWriter
{
    internal const int LocalHeader = 30;
    internal const int CentralHeader = 46;
    internal const int EndRecord = 22;
    internal const ushort Version = 20;

    private readonly Stream _output;
    private readonly uint _moment;
    private readonly List<(byte[] Name, MeasuredContent Content, uint Offset)> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private long _position;

    /// <param name="output">Takes the archive.</param>
    /// <param name="time">The time that every entry carries.</param>
    public StoredZipWriter(Stream output, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        var utc = time.UtcDateTime;
        _moment = (uint)(((Math.Clamp(utc.Year, 1980, 2107) - 1980) << 25) | (utc.Month << 21) | (utc.Day << 16) | (utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2));
    }

    /// <summary>Adds an entry of bytes at hand.</summary>
    /// <exception cref="EvidenceFormatException">The archive would have more than 4 GiB or 65,534 entries.</exception>
    public async Task AddAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await StartAsync(name, MeasuredContent.Of(bytes.Span), cancellationToken).ConfigureAwait(false);
        await _output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds an entry from a stream that was measured before.</summary>
    /// <exception cref="EvidenceFormatException">The archive would have more than 4 GiB or 65,534 entries.</exception>
    /// <exception cref="InvalidDataException">The stream does not hold what was measured; the archive is useless.</exception>
    public async Task AddAsync(string name, MeasuredContent measured, Stream content, CancellationToken cancellationToken)
    {
        await StartAsync(name, measured, cancellationToken).ConfigureAwait(false);
        if (await MeasuredContent.ReadAsync(content, _output, cancellationToken).ConfigureAwait(false) != measured)
        {
            throw new InvalidDataException("The bytes changed while they were read.");
        }
    }

    /// <summary>Writes the directory. The stream stays open.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        var start = _position;
        foreach (var (name, content, offset) in _entries)
        {
            await WriteAsync(CentralRecord(name, content, offset), cancellationToken).ConfigureAwait(false);
        }

        var end = new byte[EndRecord];
        "PK\u0005\u0006"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)(_position - start));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)start);
        await WriteAsync(end, cancellationToken).ConfigureAwait(false);
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task StartAsync(string name, MeasuredContent content, CancellationToken cancellationToken)
    {
        if (!EvidenceNames.IsName(name) || !_names.Add(name))
        {
            throw new ArgumentException($"'{name}' is no name of an entry, or stands twice.", nameof(name));
        }

        var bytes = Encoding.ASCII.GetBytes(name);
        if (_entries.Count >= StoredZipReader.MaxEntries || _position + LocalHeader + bytes.Length + content.Size > StoredZipReader.MaxBytes)
        {
            throw new EvidenceFormatException(
                "Hồ sơ bằng chứng quá lớn: quá 4 GiB hoặc quá nhiều tệp.", "The evidence would be too large: over 4 GiB, or too many files.", null);
        }

        _entries.Add((bytes, content, (uint)_position));
        var header = new byte[LocalHeader + bytes.Length];
        "PK\u0003\u0004"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        Common(header.AsSpan(6), content, bytes);
        bytes.CopyTo(header.AsSpan(LocalHeader));
        await WriteAsync(header, cancellationToken).ConfigureAwait(false);
        _position += content.Size;
    }

    private byte[] CentralRecord(byte[] name, MeasuredContent content, uint offset)
    {
        var record = new byte[CentralHeader + name.Length];
        "PK\u0001\u0002"u8.CopyTo(record);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(6), Version);
        Common(record.AsSpan(8), content, name);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(42), offset);
        name.CopyTo(record.AsSpan(CentralHeader));
        return record;
    }

    // The 22 bytes that both headers share, from the flags to the length of the name: no flag, method "stored".
    private void Common(Span<byte> fields, MeasuredContent content, byte[] name)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(fields[4..], _moment);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[8..], content.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[12..], (uint)content.Size);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[16..], (uint)content.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[20..], (ushort)name.Length);
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await _output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        _position += bytes.Length;
    }
}
