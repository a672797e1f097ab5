using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Axis.Core.Edxml;

/// <summary>
/// Reads the bytes of a skeleton in one pass and accepts them only in the byte-canonical spelling: the XML declaration, one LF, and a root that
/// equals its own Exclusive XML Canonicalization 1.0 (without comments). So hashing the canonical form is hashing the bytes, and nothing that another
/// parser could read differently gets through. Element and attribute names are ASCII.
/// </summary>
public static class NativeScanner
{
    private static readonly byte[] DeclarationLine = Encoding.ASCII.GetBytes(EdxmlNames.Declaration + "\n");

    /// <summary>Characters that XML 1.0 §2.2 does not allow, and CR, which canonical text never holds raw.</summary>
    private static readonly SearchValues<byte> ForbiddenBytes = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F]);

    /// <summary>Offset of the root element: the length of the declaration with its LF.</summary>
    public static int RootOffset => DeclarationLine.Length;

    /// <summary>Parses a document: declaration, LF, root, nothing more.</summary>
    /// <exception cref="NativeFormException">The bytes are not in the canonical spelling.</exception>
    public static ElementNode Scan(ReadOnlySpan<byte> document)
    {
        if (!document.StartsWith(DeclarationLine))
        {
            throw new NativeFormException(
                "native-declaration", 0, "Gói tin phải bắt đầu đúng bằng khai báo XML 1.0, mã UTF-8 và một dấu xuống dòng LF.");
        }

        return ScanElement(document, DeclarationLine.Length);
    }

    /// <summary>Parses a lone element that starts at <paramref name="start"/> and must end where the bytes end.</summary>
    /// <exception cref="NativeFormException">The bytes are not in the canonical spelling.</exception>
    public static ElementNode ScanElement(ReadOnlySpan<byte> bytes, int start)
    {
        CheckCharacters(bytes[start..], start);
        return new NativeScan(bytes, start).Run();
    }

    private static void CheckCharacters(ReadOnlySpan<byte> bytes, int start)
    {
        var at = bytes.IndexOfAny(ForbiddenBytes);
        if (at >= 0)
        {
            throw bytes[at] == (byte)'\r'
                ? new NativeFormException("native-carriage-return", start + at, "Gói tin có ký tự CR; dạng gốc chỉ dùng LF.")
                : new NativeFormException("native-character", start + at, "Gói tin có ký tự điều khiển mà XML 1.0 không cho phép.");
        }

        if (!Utf8.IsValid(bytes))
        {
            throw new NativeFormException("native-utf8", -1, "Gói tin không phải là UTF-8 hợp lệ.");
        }

        at = bytes.IndexOf("\uFFFE"u8);
        at = at >= 0 ? at : bytes.IndexOf("\uFFFF"u8);
        if (at >= 0)
        {
            throw new NativeFormException("native-character", start + at, "Gói tin có ký tự mà XML 1.0 không cho phép.");
        }
    }
}
