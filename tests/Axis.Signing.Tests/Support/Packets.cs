using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Support;

/// <summary>Packets as a node would make them.</summary>
internal static class Packets
{
    public static readonly DateTimeOffset SignedAt = new(2026, 2, 3, 8, 20, 41, TimeSpan.Zero);

    public static readonly SignerCertificates Certificates = new();

    public static readonly PacketSigner Signer = new(Certificates);

    public static readonly PacketVerifier Verifier = new(Certificates);

    public static DocumentMessage Document(params string[] names) => new()
    {
        From = new Organ(OrganId.Parse("H37.12"), "Sở Nội vụ", "UBND tỉnh Mẫu"),
        To = [new Organ(OrganId.Parse("H37.61"), "UBND xã Mẫu"), new Organ(OrganId.Parse("000.00.00.G22"))],
        DocumentId = "H37.12,2026/02/03,88/SNV-VP",
        CodeNumber = "88",
        CodeNotation = "SNV-VP",
        Place = "Mẫu",
        PromulgationDate = new DateOnly(2026, 2, 3),
        Type = new DocumentType(2, 18, "Công văn"),
        Subject = "V/v kiểm tra <kết nối> & \"liên thông\"",
        SignerPosition = "Phó Giám đốc",
        SignerFullName = "Nguyễn Văn Mẫu",
        PageAmount = 2,
        PromulgationAmount = 1,
        TraceHeaders = [new TraceHeader(OrganId.Parse("H37.12"), SignedAt)],
        Business = new NewDocument(),
        Attachments = [.. names.Select(static (n, i) => new Attachment($"tep-{i + 1}", n, "application/pdf", null))],
    };

    public static StatusMessage Status() => new()
    {
        From = new Organ(OrganId.Parse("H37.61"), "UBND xã Mẫu"),
        ResponseFor = [new ResponseFor(OrganId.Parse("H37.12"), "88/SNV-VP", "H37.12,2026/02/03,88/SNV-VP", new DateOnly(2026, 2, 3))],
        StatusCode = "03",
        Description = "Đã vào sổ văn bản đến",
        Timestamp = SignedAt,
    };

    public static byte[] Signed(Message message, ISigningKey key, params byte[][] files) =>
        Signer.SignSmall(StrictWriter.Layout(message), [.. files.Select(static f => new AttachmentBytes(f))], key, SignedAt).Bytes;

    /// <summary>A document with two files, signed.</summary>
    public static byte[] SignedDocument(ISigningKey key) =>
        Signed(Document("công văn.pdf", "số liệu.pdf"), key, "%PDF-1.7 công văn"u8.ToArray(), Bytes(500));

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    public static PacketCheck Verify(byte[] packet) => Verifier.Verify(packet, NativeReadOptions.Default);

    public static string Text(byte[] packet) => Encoding.UTF8.GetString(packet);

    public static byte[] Raw(string packet) => Encoding.UTF8.GetBytes(packet);
}
