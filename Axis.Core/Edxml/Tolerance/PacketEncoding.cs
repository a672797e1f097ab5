using System.Text;
using System.Text.RegularExpressions;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Decides how a packet's bytes are text (T01, T02, T24). The list of encodings is closed.</summary>
internal sealed partial record PacketEncoding(Encoding Encoding, int Skip, bool Compose)
{
    private const int MaxJunk = 64;

    /// <summary>Looks at the first bytes; <see cref="Skip"/> is where the first '&lt;' stands.</summary>
    public static PacketEncoding Detect(ReadOnlySpan<byte> head, DeviationLog log)
    {
        var (encoding, mark) = ByMark(head);
        if (mark > 0 && encoding is UTF8Encoding)
        {
            log.Add("T01", "có dấu thứ tự byte (BOM) ở đầu");
        }

        encoding ??= head.Length > 3 && head[0] == '<' && head[1] == 0 ? Utf16(bigEndian: false) : head.Length > 3 && head[0] == 0 && head[1] == '<' ? Utf16(bigEndian: true) : null;
        if (encoding is UnicodeEncoding)
        {
            log.Add("T24", "bảng mã UTF-16");
            return new PacketEncoding(encoding, mark, Compose: false);
        }

        var junk = head[mark..].IndexOf((byte)'<');
        if (junk is < 0 or > MaxJunk)
        {
            throw new EdxmlFormatException(EdxmlFaults.NotXml, "", "Tệp không phải XML.", "The file is not XML.");
        }

        if (junk > 0)
        {
            log.Add("T02", $"bỏ qua {junk} byte đứng trước XML");
        }

        return Declared(head[(mark + junk)..], mark + junk, encoding is not null, log);
    }

    private static PacketEncoding Declared(ReadOnlySpan<byte> text, int skip, bool marked, DeviationLog log)
    {
        var match = Declaration().Match(Encoding.Latin1.GetString(text[..Math.Min(text.Length, 256)]));
        var name = match.Success ? match.Groups["name"].Value.ToLowerInvariant() : "utf-8";
        if (marked || name is "utf-8" or "utf8" or "us-ascii")
        {
            return new PacketEncoding(Utf8(), skip, Compose: false);
        }

        log.Add("T24", $"khai báo bảng mã {DeviationLog.Excerpt(name)}");
        return name switch
        {
            // The bytes were readable as ASCII up to here, so the declaration is only what a string writer left behind.
            "utf-16" or "utf-16le" or "unicode" => new PacketEncoding(Utf8(), skip, Compose: false),
            "windows-1258" => new PacketEncoding(CodePage(1258), skip, Compose: true),
            "windows-1252" => new PacketEncoding(CodePage(1252), skip, Compose: false),
            "iso-8859-1" => new PacketEncoding(Encoding.Latin1, skip, Compose: false),
            _ => throw new EdxmlFormatException(
                EdxmlFaults.Encoding, "", $"Bảng mã {DeviationLog.Excerpt(name)} không được hỗ trợ; hãy gửi lại bằng UTF-8.", "The declared encoding is not read here; send UTF-8."),
        };
    }

    private static (Encoding? Encoding, int Length) ByMark(ReadOnlySpan<byte> head) =>
        head.StartsWith("\uFEFF"u8) ? (Utf8(), 3)
        : head.StartsWith<byte>([0xFF, 0xFE]) ? (Utf16(bigEndian: false), 2)
        : head.StartsWith<byte>([0xFE, 0xFF]) ? (Utf16(bigEndian: true), 2)
        : (null, 0);

    private static UTF8Encoding Utf8() => new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    private static Encoding CodePage(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new EdxmlFormatException(EdxmlFaults.Encoding, "", $"Máy này không có bảng mã {number}.", $"Code page {number} is not available on this machine.");

    [GeneratedRegex("""^<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z0-9._-]{1,40})["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
