using System.Buffers.Binary;
using System.Text;

namespace Axis.Core.Edxml.Files;

/// <summary>
/// Looks for the single file of a zip archive (APPNOTE 4.3). Written for hostile archives: it reads no more than the asked number of directory entries,
/// where the framework's reader takes the whole directory into memory first.
/// </summary>
internal static class ZipDirectory
{
    private const int EndRecord = 22;
    private const int CentralRecord = 46;
    private const int LocalRecord = 30;
    private const int MaxComment = ushort.MaxValue;

    /// <summary>The single file entry; <c>null</c> when there is none, more than one, or no readable directory (zip64 included).</summary>
    public static ZipEntry? SingleFile(Stream archive, int maxEntries)
    {
        if (FindEnd(archive) is not { } end)
        {
            return null;
        }

        ZipEntry? single = null;
        archive.Position = end.Start;
        Span<byte> record = stackalloc byte[CentralRecord];
        for (var i = 0; i < end.Entries; i++)
        {
            if (i >= maxEntries || archive.ReadAtLeast(record, CentralRecord, throwOnEndOfStream: false) < CentralRecord || !record.StartsWith("PK\u0001\u0002"u8))
            {
                return null;
            }

            var flags = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
            var entry = new ZipEntry(
                ReadName(archive, BinaryPrimitives.ReadUInt16LittleEndian(record[28..])),
                BinaryPrimitives.ReadUInt32LittleEndian(record[42..]),
                BinaryPrimitives.ReadUInt32LittleEndian(record[20..]),
                BinaryPrimitives.ReadUInt32LittleEndian(record[24..]),
                BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
                BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
                (flags & 1) != 0);
            archive.Position += BinaryPrimitives.ReadUInt16LittleEndian(record[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
            if (entry.Name.EndsWith('/') || entry.Name.EndsWith('\\'))
            {
                continue;
            }

            if (single is not null)
            {
                return null;
            }

            single = entry;
        }

        return single is null ? null : Locate(archive, single, end.Start);
    }

    private static (long Start, int Entries)? FindEnd(Stream archive)
    {
        var tail = new byte[(int)Math.Min(archive.Length, EndRecord + MaxComment)];
        var from = archive.Length - tail.Length;
        archive.Position = from;
        archive.ReadExactly(tail);
        for (var i = tail.Length - EndRecord; i >= 0; i--)
        {
            var record = tail.AsSpan(i);
            if (!record.StartsWith("PK\u0005\u0006"u8) || BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) != record.Length - EndRecord)
            {
                continue;
            }

            var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
            var start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
            return entries == ushort.MaxValue || start >= from + i ? null : (start, entries);
        }

        return null;
    }

    private static string ReadName(Stream archive, int length)
    {
        var bytes = new byte[length];
        return Encoding.UTF8.GetString(bytes.AsSpan(0, archive.ReadAtLeast(bytes, length, throwOnEndOfStream: false)));
    }

    private static ZipEntry? Locate(Stream archive, ZipEntry entry, long directoryStart)
    {
        if (entry.Offset >= directoryStart)
        {
            return null;
        }

        Span<byte> record = stackalloc byte[LocalRecord];
        archive.Position = entry.Offset;
        if (archive.ReadAtLeast(record, LocalRecord, throwOnEndOfStream: false) < LocalRecord || !record.StartsWith("PK\u0003\u0004"u8))
        {
            return null;
        }

        var data = entry.Offset + LocalRecord + BinaryPrimitives.ReadUInt16LittleEndian(record[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
        return data + entry.CompressedSize > directoryStart ? null : entry with { Offset = data };
    }
}
