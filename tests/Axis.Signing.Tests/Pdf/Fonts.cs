using System.Buffers.Binary;
using System.IO.Compression;

namespace Axis.Signing.Tests.Pdf;

/// <summary>What stamps are drawn with in tests.</summary>
internal static class Fonts
{
    private const string DejaVu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    /// <summary>A font with Vietnamese letters (package fonts-dejavu-core).</summary>
    public static string Find()
    {
        if (File.Exists(DejaVu))
        {
            return DejaVu;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail("fonts-dejavu-core is not installed.");
        }

        Assert.Ignore("fonts-dejavu-core is not installed.");
        return "";
    }

    /// <summary>A PNG of 8×8 half-transparent red pixels.</summary>
    public static byte[] RedDot()
    {
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < 8; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < 8; x++)
                {
                    zlib.Write([220, 20, 20, 128]);
                }
            }
        }

        byte[] header = [0, 0, 0, 8, 0, 0, 0, 8, 8, 6, 0, 0, 0];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    // The check value is not read by the product, nor by PDF viewers, which never see the PNG.
    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        return [.. length, .. type, .. body, 0, 0, 0, 0];
    }
}
