using System.Security.Cryptography;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf;

/// <summary>
/// The bytes that a signature covers (ISO 32000-1 §12.8.1): all of its revision but the value itself. Anything else is refused, because what is not covered
/// can be anything.
/// </summary>
/// <param name="GapStart">Offset of the value's first delimiter.</param>
/// <param name="GapEnd">Offset behind its last.</param>
/// <param name="End">Where the covered bytes end.</param>
internal sealed record ByteRange(long GapStart, long GapEnd, long End)
{
    /// <summary>Reads and checks it.</summary>
    /// <returns>The range, or a sentence in Vietnamese that says what is wrong.</returns>
    public static (ByteRange? Range, string? Fault) Read(PdfFile file, FoundSignature signature)
    {
        if (signature.Dictionary?["ByteRange"] is not PdfArray { Items: [PdfInteger a, PdfInteger b, PdfInteger c, PdfInteger d] })
        {
            return (null, "ByteRange không phải bốn số nguyên.");
        }

        if (signature.Contents is not { IsHex: true, Start: >= 0 } contents)
        {
            return (null, "Contents không phải chuỗi hex nằm trực tiếp trong tệp.");
        }

        var length = file.Source.Length;
        if (a.Value != 0 || b.Value <= 0 || c.Value <= b.Value || d.Value <= 0 || b.Value > length || c.Value > length || d.Value > length - c.Value)
        {
            return (null, $"ByteRange [{a.Value} {b.Value} {c.Value} {d.Value}] không bắt đầu từ 0, chồng nhau hoặc ra ngoài tệp.");
        }

        if (b.Value != contents.Start || c.Value != contents.End)
        {
            return (null, "Phần không được ký không đúng bằng giá trị chữ ký: có byte bị bỏ ra ngoài hoặc chữ ký nằm chỗ khác.");
        }

        var range = new ByteRange(b.Value, c.Value, c.Value + d.Value);
        return EndsRevision(file.Source, range.End) ? (range, null) : (null, "Phần được ký không kết thúc ở cuối một lần lưu (%%EOF).");
    }

    /// <summary>Digest of the covered bytes; memory stays flat.</summary>
    public byte[] Hash(PdfSource source, HashAlgorithmName algorithm, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        var buffer = new byte[256 * 1024];
        Feed(0, GapStart);
        Feed(GapEnd, End);
        return hash.GetHashAndReset();

        void Feed(long from, long to)
        {
            while (from < to)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = source.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - from)));
                if (read == 0)
                {
                    throw PdfFormatException.Bad(from, "tệp kết thúc sớm");
                }

                hash.AppendData(buffer, 0, read);
                from += read;
            }
        }
    }

    private static bool EndsRevision(PdfSource source, long end)
    {
        var size = (int)Math.Min(32, end);
        var tail = source.Take(end - size, size).AsSpan();
        return tail.TrimEnd("\r\n \0"u8).EndsWith("%%EOF"u8);
    }
}
