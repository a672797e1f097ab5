using System.Globalization;
using System.Text;
using Axis.Core.Packets;

namespace Axis.Signing.Sections;

/// <summary>
/// What changed between two versions of a section: the new head with its signature, the places of the record lines that went, and the lines that came. It proves
/// nothing by itself: whoever applies it gets the bytes of the whole new version, and judges those as if they had come whole.
/// </summary>
public static class SectionDelta
{
    private const string Format = "docaxis-section-delta-1";

    /// <summary>Whether the bytes are a delta and not a section.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith("docaxis-section-delta-"u8);

    /// <summary>Describes the change from one version of a section to a later one.</summary>
    public static byte[] Between(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var (old, next) = (Lines(before), Lines(after));
        var delta = new MemoryStream();
        Write(delta, Encoding.ASCII.GetBytes($"{Format} {Digest.Of(old[0].Span)}"));
        Write(delta, next[0].Span);
        Write(delta, next[1].Span);
        var (i, j) = (2, 2);
        while (i < old.Count || j < next.Count)
        {
            var order = i == old.Count ? 1 : j == next.Count ? -1 : old[i].Span.SequenceCompareTo(next[j].Span);
            if (order == 0)
            {
                i++;
                j++;
            }
            else if (order < 0)
            {
                Write(delta, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"-{i++ - 2}")));
            }
            else
            {
                delta.WriteByte((byte)'+');
                Write(delta, next[j++].Span);
            }
        }

        return delta.ToArray();
    }

    /// <summary>The whole new version.</summary>
    /// <param name="before">The version held here.</param>
    /// <param name="delta">The change.</param>
    /// <exception cref="SectionFormatException">Malformed, too large, or made for another version.</exception>
    public static byte[] Apply(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> delta)
    {
        var (old, change) = (Lines(before), Lines(delta));
        if (delta.Length > DirectorySection.MaxBytes || change.Count < 3 || !change[0].Span.SequenceEqual(Encoding.ASCII.GetBytes($"{Format} {Digest.Of(old[0].Span)}")))
        {
            throw Broken();
        }

        var removed = new HashSet<int>();
        var added = new List<ReadOnlyMemory<byte>>();
        foreach (var line in change.Skip(3))
        {
            switch (line.Span[0])
            {
                case (byte)'-' when int.TryParse(line.Span[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < old.Count - 2 && removed.Add(index + 2):
                    break;
                case (byte)'+' when line.Length > 1:
                    added.Add(line[1..]);
                    break;
                default:
                    throw Broken();
            }
        }

        var next = new MemoryStream(before.Length);
        Write(next, change[1].Span);
        Write(next, change[2].Span);
        var (i, j) = (2, 0);
        while (i < old.Count || j < added.Count)
        {
            if (i < old.Count && removed.Contains(i))
            {
                i++;
            }
            else if (j == added.Count || (i < old.Count && old[i].Span.SequenceCompareTo(added[j].Span) < 0))
            {
                Write(next, old[i++].Span);
            }
            else
            {
                Write(next, added[j++].Span);
            }

            if (next.Length > DirectorySection.MaxBytes)
            {
                throw Broken();
            }
        }

        return next.ToArray();
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            if (end <= 0 || lines.Count > (2 * DirectorySection.MaxRecords) + 3)
            {
                throw Broken();
            }

            lines.Add(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        return lines.Count >= 2 ? lines : throw Broken();
    }

    private static void Write(MemoryStream stream, ReadOnlySpan<byte> line)
    {
        stream.Write(line);
        stream.WriteByte((byte)'\n');
    }

    private static SectionFormatException Broken() => new(SectionCodes.Format, "Phần thay đổi của danh bạ không đúng cấu trúc hoặc không nối tiếp phiên bản đang có.");
}
