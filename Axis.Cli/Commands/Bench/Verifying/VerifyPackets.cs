using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Cli.Commands.Bench.Verifying;

/// <summary>Packets to verify: one document with files that add up to a given size.</summary>
public static class VerifyPackets
{
    // libxml2, under xmlsec1, takes text nodes of up to 10 MB; in base64 this is less.
    private const int LargestFileBytes = 7_000_000;

    /// <summary>The document with its manifest.</summary>
    public static DocumentMessage Document(int files) => new()
    {
        From = new Organ(OrganId.Parse("H98"), "UBND tỉnh (đo)", "UBND tỉnh (đo)"),
        To = [new Organ(OrganId.Parse("H98.61"), "UBND xã (đo)"), new Organ(OrganId.Parse("G98"), "Cơ quan trung ương (đo)")],
        DocumentId = "H98,2026/02/03,88/UBND-VP",
        CodeNumber = "88",
        CodeNotation = "UBND-VP",
        Place = "Tỉnh đo",
        PromulgationDate = new DateOnly(2026, 2, 3),
        Type = new DocumentType(2, 18, "Công văn"),
        Subject = "V/v đo tốc độ xác minh gói tin",
        SignerPosition = "Chủ tịch",
        SignerFullName = "Nguyễn Văn An",
        PageAmount = 2,
        PromulgationAmount = 1,
        TraceHeaders = [new TraceHeader(OrganId.Parse("H98"), DateTimeOffset.UnixEpoch.AddYears(56))],
        Business = new NewDocument(),
        Attachments = [.. Enumerable.Range(1, files).Select(static i => new Attachment($"tep-{i}", $"cong-van-{i}.pdf", "application/pdf", null))],
    };

    /// <summary>Bytes that do not compress; the same at every call.</summary>
    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(42).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Writes a signed packet of about the given size.</summary>
    public static async Task WriteAsync(string path, long packetBytes, ISigningKey key, PacketSigner signer, DateTimeOffset signingTime, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var bytes = packetBytes / 4 * 3;
        var count = (int)((bytes + LargestFileBytes - 1) / LargestFileBytes);
        var file = new AttachmentBytes(Bytes((int)(bytes / count)));
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        await signer.SignAsync(StrictWriter.Layout(Document(count)), [.. Enumerable.Repeat<IAttachmentContent>(file, count)], key, signingTime, stream, cancellationToken).ConfigureAwait(false);
    }
}
