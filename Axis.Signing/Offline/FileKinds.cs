using System.Text;
using Axis.Signing.Evidence;

namespace Axis.Signing.Offline;

/// <summary>What a file is by its first bytes; names are not believed. Each look leaves the stream at its beginning.</summary>
public static class FileKinds
{
    /// <summary>A PDF.</summary>
    public static bool IsPdf(Stream file)
    {
        Span<byte> head = stackalloc byte[5];
        return Head(file, head) == head.Length && head.SequenceEqual("%PDF-"u8);
    }

    /// <summary>An evidence container: the media type stands at offset 38, so that it can be seen without reading the ZIP (EN 319 162-1 Annex A.1).</summary>
    public static bool IsEvidence(Stream file)
    {
        Span<byte> head = stackalloc byte[38 + EvidenceNames.ContainerType.Length];
        return Head(file, head) == head.Length && head.StartsWith("PK"u8) && head[38..].SequenceEqual(Encoding.ASCII.GetBytes(EvidenceNames.ContainerType));
    }

    /// <summary>A file that begins like JSON.</summary>
    public static bool IsJson(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = 0;
        int b;
        while ((b = file.ReadByte()) is ' ' or '\t' or '\r' or '\n')
        {
            // White space before the value.
        }

        file.Position = 0;
        return b is '{' or '[';
    }

    private static int Head(Stream file, Span<byte> head)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read;
    }
}
