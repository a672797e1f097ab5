using System.Net;
using System.Net.Http.Json;
using Axis.Core.Contracts;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Tests.Api;

/// <summary>A file taken out of a packet costs the disk of whoever only reads; the reserve is not theirs to use up.</summary>
internal sealed class AttachmentRoomTests
{
    private const int Unpacked = 12 << 20;
    private RunningApi _api = null!;
    private HttpClient _clerk = null!;
    private string _file = "";

    // Twelve MiB that weigh a few KiB in the packet.
    [OneTimeSetUp]
    public async Task Start()
    {
        _api = await RunningApi.StartAsync();
        var (bytes, packet) = await ReadingTests.PackAsync(new byte[Unpacked]);
        var item = new InboxItem(Guid.CreateVersion7(), packet.Digest, packet.Content!.Value, RunningApi.Commune, RunningApi.Commune, DateTimeOffset.UtcNow, InboxState.Arrived, "hợp lệ", "TOTAL-PASSED", [], null, null, null);
        var kept = _api.Files.CreateTemporary();
        await kept.WriteAsync(bytes);
        await _api.Files.KeepAsync(kept, packet.Digest, CancellationToken.None);
        await _api.Store.WriteAsync(
            session =>
            {
                session.Packets.Add(packet with { Inline = false }, null);
                session.Inbox.Add(item);
                return true;
            },
            CancellationToken.None);
        _clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);
        _file = $"/api/v1/inbox/{item.Id}/attachments/0";
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _clerk.Dispose();
        await _api.DisposeAsync();
    }

    [TearDown]
    public void EnoughRoomAgain() => _api.Files.Measure = null;

    [Test]
    public async Task with_room_the_file_is_handed_out() => Assert.That((await _clerk.GetByteArrayAsync(_file)).Length, Is.EqualTo(Unpacked));

    [Test]
    public async Task a_file_is_not_taken_out_when_the_disk_has_no_room_above_the_reserve()
    {
        _api.Files.Measure = () => Reserve;

        Assert.That(await RefusedAsync(), Is.EqualTo("507 DISK_RESERVE"));
    }

    [Test]
    public async Task a_zip_that_would_fill_the_reserve_is_refused_while_it_is_unpacked_and_leaves_nothing()
    {
        _api.Files.Measure = () => Reserve + (Unpacked / 2) - Scratches().Sum(static f => f.Length);
        var refused = await RefusedAsync();

        Assert.That((refused, Scratches().Length), Is.EqualTo(("507 DISK_RESERVE", 0)));
    }

    [Test]
    public async Task four_files_are_taken_out_at_a_time_and_further_requests_wait()
    {
        var (inside, most) = (0, 0);
        using var crowd = new ManualResetEventSlim();
        _api.Files.Measure = () =>
        {
            var now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            if (now > 4)
            {
                crowd.Set();
            }

            crowd.Wait(TimeSpan.FromMilliseconds(400));
            Interlocked.Decrement(ref inside);
            return 1L << 40;
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _clerk.GetAsync(_file + "?raw=true")));

        Assert.That((most, answers.All(static a => a.StatusCode == HttpStatusCode.OK)), Is.EqualTo((4, true)));
    }

    private long Reserve => _api.App.Services.GetRequiredService<LimitOptions>().FreeSpaceReserveBytes;

    private FileInfo[] Scratches() => new DirectoryInfo(Path.Combine(_api.Folder, "uploads")).GetFiles();

    private async Task<string> RefusedAsync()
    {
        using var answer = await _clerk.GetAsync(_file);
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code}";
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
        {
            // Another has written in between.
        }
    }
}
