using System.Collections.Concurrent;
using Axis.Node.Console.Uploads;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Tests.Api;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Console;

/// <summary>Files that come from a browser piece by piece.</summary>
public sealed class UploadFolderTests
{
    private const string Person = "nguoithu";
    private readonly TurnedClock _clock = new();
    private string _folder = "";
    private LimitOptions _limits = null!;
    private FolderPacketFiles _disk = null!;
    private UploadFolder _uploads = null!;

    private string Own => Path.Combine(_folder, "uploads", "console", Person);

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("axis-uploads-").FullName;
        _limits = new LimitOptions();
        _disk = new FolderPacketFiles(_folder);
        _uploads = new UploadFolder(new NodePaths(_folder), _limits, new ConsoleOptions(), _disk, _clock);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task a_piece_is_refused_when_the_disk_has_filled_up_since_the_file_was_announced()
    {
        var upload = _uploads.Begin(Person, "a.pdf", "application/pdf", 4);
        _disk.Free = _limits.FreeSpaceReserveBytes;

        Assert.That(await RefusedAsync(() => AppendAsync(upload, [1, 2, 3, 4])), Is.EqualTo("DISK_RESERVE"));
    }

    [Test]
    public async Task a_piece_that_is_longer_than_announced_is_refused()
    {
        var upload = _uploads.Begin(Person, "a.pdf", "application/pdf", 3);

        Assert.That(await RefusedAsync(() => AppendAsync(upload, [1, 2, 3, 4])), Is.EqualTo("UPLOAD_LONGER"));
    }

    [Test]
    public void files_announced_at_the_same_moment_are_all_there_whatever_is_swept_meanwhile()
    {
        _limits.MaxFiles = 10_000;
        var begun = new ConcurrentBag<Guid>();
        Parallel.For(0, 400, i =>
        {
            begun.Add(_uploads.Begin(Person, $"{i}.pdf", "application/pdf", 1).Id);
            Sweep();
        });

        Assert.That(begun.Select(id => _uploads.Find(Person, id).Offset), Is.All.Zero.And.Exactly(400).Items);
    }

    [Test]
    public void what_nobody_touched_for_the_hours_set_is_swept_with_everything_of_its_name()
    {
        var left = _uploads.Begin(Person, "bo-quen.pdf", "application/pdf", 4);
        File.WriteAllBytes(Path.Combine(Own, left.Id.ToString("N") + ".0f.sent"), [1]);
        Age(Directory.GetFiles(Own));
        var fresh = _uploads.Begin(Person, "moi.pdf", "application/pdf", 4);

        Assert.That((Sweep(), Directory.GetFiles(Own).All(f => Path.GetFileName(f).StartsWith(fresh.Id.ToString("N"), StringComparison.Ordinal))), Is.EqualTo((1, true)));
    }

    [TestCase(".part")]
    [TestCase(".0f.sent")]
    [TestCase(".json")]
    public void what_a_crash_left_without_the_rest_is_swept_too(string ending)
    {
        Directory.CreateDirectory(Own);
        File.WriteAllBytes(Path.Combine(Own, Guid.NewGuid().ToString("N") + ending), [1]);
        Age(Directory.GetFiles(Own));
        Sweep();

        Assert.That(Directory.GetFiles(Own), Is.Empty);
    }

    [Test]
    public void the_younger_file_of_an_upload_tells_its_age()
    {
        var upload = _uploads.Begin(Person, "a.pdf", "application/pdf", 4);
        Age(Directory.GetFiles(Own, "*.json"));
        Sweep();

        Assert.That(_uploads.Find(Person, upload.Id).Name, Is.EqualTo("a.pdf"));
    }

    [Test]
    public async Task what_is_being_sent_is_not_swept_from_under_the_submission()
    {
        var upload = await WholeAsync("a.pdf", [1, 2]);
        Age(Directory.GetFiles(Own));
        var staged = await _uploads.StageAsync(Person, [upload.Id], CancellationToken.None);
        Sweep();

        Assert.That(File.Exists(staged[0].Path), Is.True);
    }

    [Test]
    public void a_node_whose_console_nobody_used_has_nothing_to_sweep() => Assert.That((Sweep(), Directory.Exists(Path.Combine(_folder, "uploads"))), Is.EqualTo((0, false)));

    [Test]
    public async Task two_attempts_to_send_a_file_do_not_take_it_from_each_other()
    {
        var upload = await WholeAsync("a.pdf", [1, 2]);
        var first = await _uploads.StageAsync(Person, [upload.Id], CancellationToken.None);
        var second = await _uploads.StageAsync(Person, [upload.Id], CancellationToken.None);
        UploadFolder.Discard(first);

        Assert.That(await File.ReadAllBytesAsync(second[0].Path), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public async Task files_that_are_too_large_together_are_refused_when_they_are_sent()
    {
        _limits.MaxPacketBytes = 3;
        var (one, other) = (await WholeAsync("a.pdf", [1, 2]), await WholeAsync("b.pdf", [3, 4]));

        Assert.That(await RefusedAsync(() => _uploads.StageAsync(Person, [one.Id, other.Id], CancellationToken.None)), Is.EqualTo("FILE_TOO_LARGE"));
    }

    [Test]
    public void a_form_that_is_full_by_what_it_holds_is_refused_before_the_bytes_come()
    {
        _limits.MaxPacketBytes = 10;
        var refused = Assert.Throws<RefusedException>(() => _uploads.Begin(Person, "b.pdf", "application/pdf", 4, new FormFiles(7, 1)));

        Assert.That(refused!.Refusal.Code, Is.EqualTo("FILE_TOO_LARGE"));
    }

    [Test]
    public void a_form_that_was_left_does_not_stand_in_the_way_of_the_next()
    {
        _limits.MaxPacketBytes = 10;
        _uploads.Begin(Person, "bo-quen.pdf", "application/pdf", 10);

        Assert.That(_uploads.Begin(Person, "moi.pdf", "application/pdf", 10).Offset, Is.Zero);
    }

    [Test]
    public void too_many_forms_left_are_refused_by_the_names_of_their_files()
    {
        _limits.MaxPacketBytes = 10;
        foreach (var name in new[] { "một.pdf", "hai.pdf", "ba.pdf" })
        {
            _uploads.Begin(Person, name, "application/pdf", 10);
        }

        var refused = Assert.Throws<RefusedException>(() => _uploads.Begin(Person, "bốn.pdf", "application/pdf", 1));

        Assert.That(refused!.Refusal.Code + " " + refused.Refusal.Sentence, Does.StartWith("UPLOADS_LEFT").And.Contain("3 tệp").And.Contain("“một.pdf”").And.Contain("24 giờ"));
    }

    private int Sweep() => new SweepUploads(new NodePaths(_folder), new ConsoleOptions(), _clock, NullLogger<SweepUploads>.Instance).Run();

    private void Age(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            File.SetLastWriteTimeUtc(file, _clock.GetUtcNow().UtcDateTime.AddHours(-25));
        }
    }

    private async Task<Upload> WholeAsync(string name, byte[] bytes)
    {
        var upload = _uploads.Begin(Person, name, "application/pdf", bytes.Length);
        await AppendAsync(upload, bytes);
        return upload;
    }

    private async Task<long> AppendAsync(Upload upload, byte[] bytes)
    {
        using var piece = new MemoryStream(bytes);
        return await _uploads.AppendAsync(Person, upload.Id, 0, piece, CancellationToken.None);
    }

    private static async Task<string?> RefusedAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (RefusedException e)
        {
            return e.Refusal.Code;
        }
    }
}
