using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Bench.Verify;

/// <summary>Documents with one file of a given size.</summary>
internal static class BenchPackets
{
    public static DocumentMessage Document(int files = 1) => new()
    {
        From = new Organ(OrganId.Parse("H37.12"), "Sở Nội vụ", "UBND tỉnh Mẫu"),
        To = [new Organ(OrganId.Parse("H37.61"), "UBND xã Mẫu"), new Organ(OrganId.Parse("G22"), "Văn phòng Chính phủ")],
        DocumentId = "H37.12,2026/02/03,88/SNV-VP",
        CodeNumber = "88",
        CodeNotation = "SNV-VP",
        Place = "Mẫu",
        PromulgationDate = new DateOnly(2026, 2, 3),
        Type = new DocumentType(2, 18, "Công văn"),
        Subject = "V/v đo tốc độ xác minh gói tin",
        SignerPosition = "Phó Giám đốc",
        SignerFullName = "Nguyễn Văn Mẫu",
        PageAmount = 2,
        PromulgationAmount = 1,
        TraceHeaders = [new TraceHeader(OrganId.Parse("H37.12"), DateTimeOffset.UnixEpoch.AddYears(56))],
        Business = new NewDocument(),
        Attachments = [.. Enumerable.Range(1, files).Select(static i => new Attachment($"tep-{i}", $"cong-van-{i}.pdf", "application/pdf", null))],
    };

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(42).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A packet of about the size, its files small enough for libxml2's limit of 10 MB a text node.</summary>
    public static async Task WriteAsync(string path, int packetBytes, ISigningKey key, PacketSigner signer)
    {
        const int most = 7_000_000;
        var bytes = packetBytes / 4 * 3;
        var count = (bytes + most - 1) / most;
        var file = new AttachmentBytes(Bytes(bytes / count));
        var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        await using (stream.ConfigureAwait(false))
        {
            var files = Enumerable.Repeat<IAttachmentContent>(file, count).ToArray();
            await signer.SignAsync(StrictWriter.Layout(Document(count)), files, key, DateTimeOffset.UtcNow, stream, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
