using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Bench.Verify;

/// <summary>Documents with one file of a given size.</summary>
internal static class BenchPackets
{
    public static DocumentMessage Document() => new()
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
        Attachments = [new Attachment("tep-1", "cong-van.pdf", "application/pdf", null)],
    };

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(42).NextBytes(bytes);
        return bytes;
    }

    public static async Task WriteAsync(string path, int fileBytes, ISigningKey key, PacketSigner signer)
    {
        var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        await using (stream.ConfigureAwait(false))
        {
            await signer.SignAsync(
                StrictWriter.Layout(Document()), [new AttachmentBytes(Bytes(fileBytes))], key, DateTimeOffset.UtcNow, stream, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
