using Axis.Node.Api;
using Axis.Node.Schedules;
using Axis.Node.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Tests.Schedules;

[CancelAfter(120_000)]
public sealed class SchedulerTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("axis-schedules-").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task a_fresh_node_makes_its_schedule_and_runs_its_jobs()
    {
        var retry = new Works();
        var host = await ScheduleHost.StartAsync(_folder, retry);
        var ran = await retry.RanAsync(2);
        await ScheduleHost.StopAsync(host);

        Assert.That(ran, Is.True);
    }

    [Test]
    public async Task a_second_start_on_the_same_file_runs_again()
    {
        await ScheduleHost.StopAsync(await ScheduleHost.StartAsync(_folder, new Works()));
        var retry = new Works();
        var host = await ScheduleHost.StartAsync(_folder, retry);
        var ran = await retry.RanAsync(2);
        await ScheduleHost.StopAsync(host);

        Assert.That(ran, Is.True);
    }

    [Test]
    public async Task losing_the_schedule_s_file_loses_nothing()
    {
        await ScheduleHost.StopAsync(await ScheduleHost.StartAsync(_folder, new Works()));
        foreach (var file in Directory.GetFiles(_folder, "quartz.db*"))
        {
            File.Delete(file);
        }

        var retry = new Works();
        var host = await ScheduleHost.StartAsync(_folder, retry);
        var ran = await retry.RanAsync(2);
        await ScheduleHost.StopAsync(host);

        Assert.That(ran, Is.True);
    }

    [Test]
    public async Task a_job_that_was_running_when_the_process_died_runs_again_after_the_start()
    {
        var died = Directory.CreateTempSubdirectory("axis-died-").FullName;
        try
        {
            var stuck = new Works { Does = static ct => Task.Delay(Timeout.Infinite, ct) };
            var host = await ScheduleHost.StartAsync(_folder, stuck);
            Assert.That(await stuck.RanAsync(1), Is.True);

            // What a killed process leaves: the file and its log as they are, with the trigger fired and the job blocked.
            foreach (var file in Directory.GetFiles(_folder, "quartz.db*"))
            {
                File.Copy(file, Path.Combine(died, Path.GetFileName(file)));
            }

            await ScheduleHost.StopAsync(host);
            Assert.That(Fired(died), Is.GreaterThan(0), "the copy shows a job in the middle of its run");

            var retry = new Works();
            var restarted = await ScheduleHost.StartAsync(died, retry);
            var ran = await retry.RanAsync(3);
            await ScheduleHost.StopAsync(restarted);

            Assert.That(ran, Is.True);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(died, recursive: true);
        }
    }

    [Test]
    public async Task a_damaged_file_is_put_aside_and_the_jobs_run()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ScheduleFile.Name), new string('x', 8192));
        var retry = new Works();
        var host = await ScheduleHost.StartAsync(_folder, retry);
        var ran = await retry.RanAsync(1);
        await ScheduleHost.StopAsync(host);

        Assert.That((ran, Directory.GetFiles(_folder, "*.damaged-*").Length), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task a_job_that_throws_is_recorded_and_runs_again()
    {
        var failing = new Works { Does = static _ => throw new InvalidOperationException("đĩa đầy") };
        var host = await ScheduleHost.StartAsync(_folder, failing);
        var ran = await failing.RanAsync(3);
        var run = host.Services.GetRequiredService<ScheduleStatus>().Runs().Single(static r => r.Name == ScheduledJob.RetryDeliveries);
        await ScheduleHost.StopAsync(host);

        Assert.That((ran, run.ConsecutiveFailures >= 2, run.LastError), Is.EqualTo((true, true, "InvalidOperationException: đĩa đầy")));
    }

    [Test]
    public async Task a_job_never_runs_twice_at_once()
    {
        var running = 0;
        var most = 0;
        var slow = new Works
        {
            Does = async ct =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Delay(TimeSpan.FromSeconds(1.5), ct);
                Interlocked.Decrement(ref running);
            },
        };
        var host = await ScheduleHost.StartAsync(_folder, slow);
        await slow.RanAsync(3);
        await ScheduleHost.StopAsync(host);

        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    public async Task a_run_missed_while_the_node_was_down_is_made_up_once()
    {
        var options = new Axis.Node.Options.ScheduleOptions { RetryDeliveries = "3600" };
        await RunAndShiftAsync(options, TimeSpan.FromDays(-1));

        var retry = new Works();
        var host = await ScheduleHost.StartAsync(_folder, retry, options);
        var ran = await retry.RanAsync(1);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var count = host.Services.GetRequiredService<ScheduleStatus>().Runs().Single(static r => r.Name == ScheduledJob.RetryDeliveries).Count;
        await ScheduleHost.StopAsync(host);

        Assert.That((ran, count), Is.EqualTo((true, 1L)));
    }

    [Test]
    public async Task what_a_clock_that_was_ahead_planned_is_planned_anew_at_the_next_start()
    {
        var options = new Axis.Node.Options.ScheduleOptions { RetryDeliveries = "3600" };
        await RunAndShiftAsync(options, TimeSpan.FromDays(10_000));

        var retry = new Works();
        var host = await ScheduleHost.StartAsync(_folder, retry, options);
        var ran = await retry.RanAsync(1);
        await ScheduleHost.StopAsync(host);

        Assert.That(ran, Is.True);
    }

    [Test]
    public async Task a_job_that_is_planned_further_away_than_its_interval_is_a_finding()
    {
        var host = await ScheduleHost.StartAsync(_folder, new Works());
        var right = await new ScheduleReport(host.Services, TimeProvider.System).ListAsync(CancellationToken.None);
        var ahead = await new ScheduleReport(host.Services, new TurnedClock()).ListAsync(CancellationToken.None); // to which the scheduler's clock is months ahead
        await ScheduleHost.StopAsync(host);

        Assert.That((right.Select(static s => s.State).Distinct().Single(), ahead.Select(static s => s.State).Distinct().Single()), Is.EqualTo(("normal", "ahead")));
        Assert.That((Findings.Ahead(right).Count(), Findings.Ahead(ahead).Single().Code), Is.EqualTo((0, "SCHEDULE_AHEAD")));
    }

    [Test]
    public async Task a_file_whose_clock_went_right_is_kept()
    {
        await ScheduleHost.StopAsync(await ScheduleHost.StartAsync(_folder, new Works()));
        await ScheduleHost.StopAsync(await ScheduleHost.StartAsync(_folder, new Works()));
        await ScheduleHost.StopAsync(await ScheduleHost.StartAsync(_folder, new Works()));

        Assert.That(Directory.GetFiles(_folder, "*.damaged-*"), Is.Empty);
    }

    // Jobs have run once, and what is planned and remembered of every trigger is then as if the clock had stood elsewhere.
    private async Task RunAndShiftAsync(Axis.Node.Options.ScheduleOptions options, TimeSpan by)
    {
        var first = new Works();
        var before = await ScheduleHost.StartAsync(_folder, first, options);
        Assert.That(await first.RanAsync(1), Is.True);
        await ScheduleHost.StopAsync(before);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, ScheduleFile.Name)}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = NEXT_FIRE_TIME + @by, PREV_FIRE_TIME = PREV_FIRE_TIME + @by";
        command.Parameters.AddWithValue("@by", by.Ticks);
        Assert.That(command.ExecuteNonQuery(), Is.EqualTo(ScheduledJob.All.Count), $"every trigger is moved by {by}");
    }

    private static long Fired(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, ScheduleFile.Name)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";
        return (long)command.ExecuteScalar()!;
    }
}
