using System.IO.Compression;
using System.Text;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;

namespace Axis.Core.Tests.Edxml.Files;

public sealed class AttachmentUnpackerTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 some pages");

    [Test]
    public async Task a_zip_of_one_entry_is_unwrapped_whatever_its_label()
    {
        var (result, bytes) = await Unpack(Zip(("x.pdf", Pdf)), "công văn.pdf", "application/pdf");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Action, Is.EqualTo(UnpackAction.Unwrapped));
            Assert.That(bytes, Is.EqualTo(Pdf));
            Assert.That(result.Deviations.Select(static d => d.Id), Is.EqualTo(new[] { "T15" }));
        }
    }

    [Test]
    public async Task a_label_that_says_zip_does_not_make_bytes_a_zip()
    {
        var (result, bytes) = await Unpack(Pdf, "bảng.xls", "application/zip");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Action, Is.EqualTo(UnpackAction.Kept));
            Assert.That(bytes, Is.EqualTo(Pdf));
            Assert.That(result.Deviations.Single().Id, Is.EqualTo("T15"));
        }
    }

    [Test]
    public async Task a_zip_of_two_files_is_kept()
    {
        var zip = Zip(("a.pdf", Pdf), ("b.pdf", Pdf));
        var (result, bytes) = await Unpack(zip, "hồ sơ.xls", "application/zip");
        Assert.That((result.Action, bytes), Is.EqualTo((UnpackAction.Kept, zip)));
    }

    [Test]
    public async Task a_folder_beside_the_one_file_does_not_count()
    {
        var (result, bytes) = await Unpack(Zip(("folder/", []), ("folder/a.txt", Pdf)), "a.txt", "application/zip");
        Assert.That((result.Action, bytes), Is.EqualTo((UnpackAction.Unwrapped, Pdf)));
    }

    [TestCase("a.zip")]
    [TestCase("a.odt")]
    [TestCase("a.jar")]
    public async Task a_file_that_is_a_zip_by_nature_is_kept(string name)
    {
        var (result, _) = await Unpack(Zip(("x.pdf", Pdf)), name, "application/zip");
        Assert.That(result.Action, Is.EqualTo(UnpackAction.Kept));
    }

    [Test]
    public async Task an_office_package_is_kept_though_it_is_a_zip()
    {
        var (result, _) = await Unpack(Zip(("[Content_Types].xml", Pdf)), "a.docx", "application/docx");
        Assert.That((result.Action, result.Deviations.Count), Is.EqualTo((UnpackAction.Kept, 0)));
    }

    [Test]
    public async Task an_office_package_inside_a_zip_of_one_entry_is_unwrapped()
    {
        var package = Zip(("[Content_Types].xml", Pdf), ("xl/workbook.xml", Pdf));
        var (result, bytes) = await Unpack(Zip(("x.xlsx", package)), "bảng.xlsx", "application/zip");
        Assert.That((result.Action, bytes), Is.EqualTo((UnpackAction.Unwrapped, package)));
    }

    [Test]
    public async Task a_bomb_is_kept_closed()
    {
        var zip = Zip(("x.txt", new byte[40 * 1024 * 1024]));
        var (result, bytes) = await Unpack(zip, "a.txt", "application/zip");
        Assert.That((result.Action, bytes.Length), Is.EqualTo((UnpackAction.KeptOverLimit, zip.Length)));
    }

    [Test]
    public async Task a_file_over_the_size_limit_is_kept_closed()
    {
        var (result, _) = await Unpack(Zip(("x.txt", new byte[2000])), "a.txt", "application/zip", UnpackLimits.Default with { MaxSize = 1999 });
        Assert.That(result.Action, Is.EqualTo(UnpackAction.KeptOverLimit));
    }

    [Test]
    public async Task a_declared_size_that_lies_is_found_out()
    {
        var zip = Zip(("x.txt", new byte[2000]));
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24), 10);
        var (result, _) = await Unpack(zip, "a.txt", "application/zip");
        Assert.That((result.Action, result.Damaged), Is.EqualTo((UnpackAction.KeptUnreadable, true)));
    }

    [Test]
    public async Task a_zip_with_a_changed_byte_is_damaged()
    {
        var zip = Zip(("x.txt", Pdf));
        zip[30 + "x.txt".Length + 3] ^= 0x55;
        var (result, bytes) = await Unpack(zip, "a.txt", "application/zip");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Action, result.Damaged), Is.EqualTo((UnpackAction.KeptUnreadable, true)));
            Assert.That(bytes, Is.EqualTo(zip));
        }
    }

    [Test]
    public async Task too_many_entries_are_not_looked_through()
    {
        var zip = Zip([.. Enumerable.Range(0, 5).Select(static i => ($"d{i}/", Array.Empty<byte>())), ("a.txt", Pdf)]);
        var (result, _) = await Unpack(zip, "a.txt", "application/zip", UnpackLimits.Default with { MaxEntries = 5 });
        Assert.That(result.Action, Is.EqualTo(UnpackAction.Kept));
    }

    [Test]
    public async Task a_pdf_that_went_through_a_text_decoder_is_damaged()
    {
        var random = new byte[100_000];
        new Random(1).NextBytes(random);
        var decoded = Encoding.UTF8.GetBytes("%PDF-1.7 " + Encoding.UTF8.GetString(random));
        var (result, _) = await Unpack(decoded, "a.pdf", "application/pdf");
        Assert.That(result.Damaged, Is.True);
    }

    [Test]
    public async Task an_intact_pdf_is_not_damaged()
    {
        var random = new byte[100_000];
        new Random(1).NextBytes(random);
        var (result, _) = await Unpack([.. Pdf, .. random], "a.pdf", "application/pdf");
        Assert.That(result.Damaged, Is.False);
    }

    [Test]
    public async Task an_entry_of_another_kind_than_the_name_says_is_named()
    {
        var (result, _) = await Unpack(Zip(("x.exe", Pdf)), "../a.xls", "application/zip");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.SafeName, Is.EqualTo("a.xls"));
            Assert.That(result.EntryName, Is.EqualTo("x.exe"));
            Assert.That(result.Deviations.Single().Detail, Does.Contain(".exe"));
        }
    }

    [Test]
    public void no_bytes_make_the_unpacker_fail()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var zip = Zip(("x.txt", Pdf));
            for (var n = 0; n < 4; n++)
            {
                zip[4 + random.Next(zip.Length - 4)] = (byte)random.Next(256);
            }

            Assert.That(async () => await Unpack(zip, "a.txt", "application/zip"), Throws.Nothing, Convert.ToHexString(zip));
        }
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return output.ToArray();
    }

    private static async Task<(UnpackedAttachment Result, byte[] Bytes)> Unpack(byte[] carried, string name, string label, UnpackLimits? limits = null)
    {
        using var output = new MemoryStream();
        var result = await AttachmentUnpacker.UnpackAsync(
            new MemoryStream(carried), new Attachment("1", name, label, null), output, limits ?? UnpackLimits.Default, CancellationToken.None);
        return (result, output.ToArray());
    }
}
