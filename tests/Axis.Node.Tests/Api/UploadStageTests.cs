using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Api;

internal sealed class UploadStageTests
{
    private string _folder = null!;
    private UploadStage _stage = null!;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("axis-stage-").FullName;
        _stage = new UploadStage(Path.Combine(_folder, "uploads"), new LimitOptions(), new FolderPacketFiles(_folder), NullLogger<UploadStage>.Instance);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase(0)]
    [TestCase(10_000)]
    [TestCase(UploadStage.LargestHeld)]
    public async Task a_small_file_never_touches_the_disk(int size)
    {
        await StageAsync(size);

        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task a_larger_file_goes_to_disk()
    {
        await StageAsync(UploadStage.LargestHeld + 1);

        Assert.That(Files(), Has.Length.EqualTo(1));
    }

    [TestCase(10_000)]
    [TestCase(UploadStage.LargestHeld)]
    [TestCase(UploadStage.LargestHeld + 1)]
    [TestCase(1_000_000)]
    public async Task the_bytes_read_back_are_the_bytes_sent(int size)
    {
        var staged = await StageAsync(size);

        await using var stream = staged.OpenRead();
        using var read = new MemoryStream();
        await stream.CopyToAsync(read);
        Assert.That((Digest.Of(read.ToArray()), staged.Sha256, staged.Size), Is.EqualTo((Digest.Of(Bytes(size)), Digest.Of(Bytes(size)), (long)size)));
    }

    [Test]
    public async Task what_many_requests_hold_in_memory_is_bounded()
    {
        var staged = new List<StagedFile>();
        for (var i = 0; i < (UploadStage.MostHeld / UploadStage.LargestHeld) + 3; i++)
        {
            staged.Add(await StageAsync(UploadStage.LargestHeld));
        }

        Assert.That((staged.Sum(static f => f.Held?.Length ?? 0), Files().Length), Is.EqualTo((UploadStage.MostHeld, 3)));
    }

    [Test]
    public async Task a_discarded_file_gives_its_memory_back()
    {
        for (var i = 0; i < (UploadStage.MostHeld / UploadStage.LargestHeld) + 3; i++)
        {
            _stage.Discard([await StageAsync(UploadStage.LargestHeld)]);
        }

        Assert.That(Files(), Is.Empty);
    }

    [TestCase(100, 99)]
    [TestCase(1_000_000, 999_999)]
    public async Task a_file_over_the_limit_is_refused_and_leaves_nothing(int size, int limit)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => StageAsync(size, limit));

        Assert.That((refusal!.Refusal.Code, Files().Length), Is.EqualTo(("FILE_TOO_LARGE", 0)));
    }

    private Task<StagedFile> StageAsync(int size, long limit = long.MaxValue) =>
        _stage.StageAsync(new MemoryStream(Bytes(size)), "a.pdf", "application/pdf", null, limit, CancellationToken.None);

    private string[] Files() => Directory.GetFiles(Path.Combine(_folder, "uploads"));

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
