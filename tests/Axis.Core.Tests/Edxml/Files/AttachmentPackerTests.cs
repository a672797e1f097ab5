using System.IO.Compression;
using System.Text;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;

namespace Axis.Core.Tests.Edxml.Files;

public sealed class AttachmentPackerTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("nội dung ", 1000)));

    [TestCase("a.pdf", "application/pdf")]
    [TestCase("a.PDF", "application/pdf")]
    [TestCase("a.doc", "application/doc")]
    [TestCase("a.docx", "application/docx")]
    [TestCase("a.zip", "application/zip")]
    public async Task four_kinds_travel_as_they_are(string name, string label)
    {
        var (packed, carried) = await Pack(name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(carried, Is.EqualTo(Content));
            Assert.That(packed.Attachment.ContentType, Is.EqualTo(label));
        }
    }

    [TestCase("bảng.xlsx", "xlsx")]
    [TestCase("ghi chú.txt", "txt")]
    [TestCase("README", "unk")]
    [TestCase("a.b_c", "unk")]
    public async Task anything_else_travels_in_a_zip_of_one_entry(string name, string extension)
    {
        var (packed, carried) = await Pack(name);
        using var archive = new ZipArchive(new MemoryStream(carried));
        var entry = archive.Entries.Single();
        using var content = new MemoryStream();
        await using (var stream = await entry.OpenAsync())
        {
            await stream.CopyToAsync(content);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.FullName, Does.Match($@"^[0-9a-f-]{{36}}\.{extension}\z"));
            Assert.That(content.ToArray(), Is.EqualTo(Content));
            Assert.That(packed.Attachment.ContentType, Is.EqualTo("application/zip"));
        }
    }

    [Test]
    public async Task size_and_digest_are_those_of_the_bytes_carried()
    {
        var (packed, carried) = await Pack("số liệu.xls");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packed.Size, Is.EqualTo(carried.Length));
            Assert.That(packed.Sha256, Is.EqualTo(Digest.Of(carried)));
        }
    }

    [Test]
    public async Task a_dangerous_name_travels_as_data_only()
    {
        var (packed, _) = await Pack("../\0../CON.pdf");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packed.Attachment.Name, Is.EqualTo("_CON.pdf"));
            Assert.That(packed.Attachment.Description, Is.EqualTo("../../CON.pdf"));
        }
    }

    [TestCase("a.pdf")]
    [TestCase("a.docx")]
    [TestCase("a.xlsx")]
    [TestCase("a.txt")]
    [TestCase("a")]
    public async Task what_is_packed_is_unpacked_the_same(string name)
    {
        var (packed, carried) = await Pack(name);
        using var output = new MemoryStream();
        var unpacked = await AttachmentUnpacker.UnpackAsync(new MemoryStream(carried), packed.Attachment, output, UnpackLimits.Default, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output.ToArray(), Is.EqualTo(Content));
            Assert.That(unpacked.Sha256, Is.EqualTo(Digest.Of(Content)));
            Assert.That(unpacked.Damaged, Is.False);
        }
    }

    private static async Task<(PackedAttachment Packed, byte[] Carried)> Pack(string name)
    {
        using var output = new MemoryStream();
        var packed = await AttachmentPacker.PackAsync(new MemoryStream(Content), name, output, CancellationToken.None);
        return (packed, output.ToArray());
    }
}
