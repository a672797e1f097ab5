using System.Buffers.Binary;
using System.IO.Compression;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>An image of a signature or seal: PNG, 8 bits a channel, not interlaced (ISO/IEC 15948).</summary>
internal sealed class PngImage
{
    private const int MaxPixels = 4096 * 4096;

    private readonly byte[] _colors;
    private readonly byte[] _alpha;

    private PngImage(int width, int height, byte[] colors, byte[] alpha) => (Width, Height, _colors, _alpha) = (width, height, colors, alpha);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads one.</summary>
    /// <exception cref="PdfSigningException">It is none, or none that is read here.</exception>
    public static PngImage Read(ReadOnlyMemory<byte> png)
    {
        var bytes = png.Span;
        if (bytes.Length < 33 || bytes[0] != 0x89 || !bytes[1..].StartsWith("PNG\r\n\u001a\n"u8))
        {
            throw Bad("không phải PNG");
        }

        var header = ReadOnlySpan<byte>.Empty;
        var palette = ReadOnlySpan<byte>.Empty;
        var transparency = ReadOnlySpan<byte>.Empty;
        using var data = new MemoryStream();
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            if (length < 0 || length > bytes.Length - at - 12)
            {
                throw Bad("bị cắt cụt");
            }

            var type = bytes.Slice(at + 4, 4);
            var body = bytes.Slice(at + 8, length);
            if (type.SequenceEqual("IHDR"u8))
            {
                header = body;
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = body;
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                transparency = body;
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(body);
            }

            at += length + 12;
        }

        if (header.Length != 13 || header[8] != 8 || header[12] != 0)
        {
            throw Bad("chỉ dùng PNG 8 bit mỗi kênh, không xen dòng");
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        var channels = header[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => throw Bad("kiểu màu lạ") };
        if (width <= 0 || height <= 0 || (long)width * height > MaxPixels)
        {
            throw Bad("quá lớn");
        }

        data.Position = 0;
        return Pixels(width, height, header[9], channels, Rows(data, width * channels, height, channels), palette, transparency);
    }

    /// <summary>Adds the image, with its transparency, to the document.</summary>
    public PdfReference Add(IncrementalUpdate update)
    {
        var mask = update.AddStream(Dictionary("DeviceGray"), _alpha);
        return update.AddStream(PdfSerializer.With(Dictionary("DeviceRGB"), ("SMask", mask)), _colors);
    }

    private PdfDictionary Dictionary(string space) => PdfSerializer.With(
        null,
        ("Type", new PdfName("XObject")),
        ("Subtype", new PdfName("Image")),
        ("Width", new PdfInteger(Width)),
        ("Height", new PdfInteger(Height)),
        ("ColorSpace", new PdfName(space)),
        ("BitsPerComponent", new PdfInteger(8)));

    private static byte[] Rows(MemoryStream data, int rowBytes, int height, int pixel)
    {
        var rows = new byte[rowBytes * height];
        var coded = new byte[rowBytes + 1];
        var above = new byte[rowBytes];
        try
        {
            using var zlib = new ZLibStream(data, CompressionMode.Decompress);
            for (var y = 0; y < height; y++)
            {
                zlib.ReadExactly(coded);
                var row = rows.AsSpan(y * rowBytes, rowBytes);
                PngRows.Undo(coded[0], coded.AsSpan(1), above, row, pixel);
                row.CopyTo(above);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or PdfFormatException)
        {
            throw Bad("dữ liệu hỏng");
        }

        return rows;
    }

    private static PngImage Pixels(int width, int height, byte type, int channels, byte[] rows, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        var (colors, alpha) = (new byte[width * height * 3], new byte[width * height]);
        for (var i = 0; i < alpha.Length; i++)
        {
            var pixel = rows.AsSpan(i * channels, channels);
            alpha[i] = type switch { 4 => pixel[1], 6 => pixel[3], 3 when pixel[0] < transparency.Length => transparency[pixel[0]], _ => 255 };
            var color = colors.AsSpan(i * 3, 3);
            switch (type)
            {
                case 2 or 6:
                    pixel[..3].CopyTo(color);
                    break;
                case 3 when (pixel[0] * 3) + 3 <= palette.Length:
                    palette.Slice(pixel[0] * 3, 3).CopyTo(color);
                    break;
                case 3:
                    throw Bad("bảng màu thiếu");
                default:
                    color.Fill(pixel[0]);
                    break;
            }
        }

        return new PngImage(width, height, colors, alpha);
    }

    private static PdfSigningException Bad(string why) => new(PdfSigningException.Image, $"Hình của dấu không dùng được: {why}.");
}
