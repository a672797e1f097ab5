using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Node.Tests.Storage;

public sealed class PacketFilesTests
{
    private string _folder = "";
    private PacketFiles _files = null!;

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("axis-files-").FullName;
        _files = new PacketFiles(_folder);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task a_kept_file_is_read_under_its_digest()
    {
        var digest = await Keep("content");
        await using var read = _files.OpenRead(digest);
        using var reader = new StreamReader(read);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("content"));
    }

    [Test]
    public async Task keeping_the_same_bytes_twice_leaves_one_file_and_no_temporary()
    {
        var digest = await Keep("content");
        await Keep("content");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_files.Enumerate().Select(static f => f.Digest), Is.EqualTo(new[] { digest }));
            Assert.That(Directory.EnumerateFiles(Path.Combine(_folder, "incoming")), Is.Empty);
        }
    }

    [Test]
    public async Task a_damaged_file_is_replaced_by_the_good_one()
    {
        var digest = await Keep("content");
        await File.WriteAllTextAsync(Directory.EnumerateFiles(_folder, digest + "*", SearchOption.AllDirectories).Single(), "cont");
        await Keep("content");
        await using var read = _files.OpenRead(digest);
        Assert.That(read.Length, Is.EqualTo("content".Length));
    }

    [Test]
    public void a_file_that_is_not_there_is_told_so()
    {
        Assert.That(() => _files.OpenRead(Digest.Of("none"u8)), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public async Task a_deleted_file_is_gone_and_deleting_it_again_is_harmless()
    {
        var digest = await Keep("content");
        _files.Delete(digest);
        _files.Delete(digest);
        Assert.That(_files.Enumerate(), Is.Empty);
    }

    [Test]
    public async Task what_was_half_written_when_the_process_ended_is_removed_at_start()
    {
        await using (var half = _files.CreateTemporary())
        {
            await half.WriteAsync("half"u8.ToArray());
        }

        _ = new PacketFiles(_folder);
        Assert.That(Directory.EnumerateFiles(Path.Combine(_folder, "incoming")), Is.Empty);
    }

    [Test]
    public async Task a_partial_file_goes_on_at_its_offset_and_bytes_beyond_it_are_cut_off()
    {
        await using (var first = _files.OpenPartial("p1", 0))
        {
            await first.WriteAsync("abcdef"u8.ToArray());
        }

        await using (var second = _files.OpenPartial("p1", 3))
        {
            await second.WriteAsync("XY"u8.ToArray());
            await _files.KeepAsync(second, Digest.Of("abcXY"u8), CancellationToken.None);
        }

        await using var read = _files.OpenRead(Digest.Of("abcXY"u8));
        Assert.That(await new StreamReader(read).ReadToEndAsync(), Is.EqualTo("abcXY"));
    }

    [Test]
    public void a_partial_file_shorter_than_acknowledged_is_an_error()
    {
        Assert.That(() => _files.OpenPartial("p1", 3), Throws.TypeOf<InvalidDataException>());
    }

    [TestCase("../etc")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("..")]
    [TestCase(".hidden")]
    [TestCase("a\0b")]
    [TestCase("tên")]
    public void a_partial_name_never_leaves_its_folder(string name)
    {
        Assert.That(() => _files.OpenPartial(name, 0), Throws.ArgumentException);
    }

    [Test]
    public void free_space_is_told() => Assert.That(_files.FreeBytes(), Is.Positive);

    [Test]
    public void a_folder_that_cannot_be_flushed_is_an_error()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows flushes no folders.");
        }

        Assert.That(() => DurableDirectory.Flush(Path.Combine(_folder, "không-có")), Throws.TypeOf<IOException>());
    }

    private async Task<Digest> Keep(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var temporary = _files.CreateTemporary();
        await temporary.WriteAsync(bytes);
        await _files.KeepAsync(temporary, Digest.Of(bytes), CancellationToken.None);
        return Digest.Of(bytes);
    }
}
