using System.Globalization;
using Quartz;

namespace Axis.Node.Schedules;

/// <summary>When a job runs: every so many seconds, or by a cron expression in Vietnam time.</summary>
public sealed record ScheduleTime
{
    /// <summary>Longest interval: one week.</summary>
    public const int MaxSeconds = 7 * 24 * 60 * 60;

    private const string VietnamZone = "Asia/Ho_Chi_Minh";

    private ScheduleTime(TimeSpan? every, string? cron)
    {
        Every = every;
        Cron = cron;
    }

    /// <summary>The interval, if that is how it is set.</summary>
    public TimeSpan? Every { get; }

    /// <summary>The cron expression (seconds first), if that is how it is set.</summary>
    public string? Cron { get; }

    /// <summary>Reads a setting: a whole number of seconds, or a cron expression with six or seven fields.</summary>
    /// <returns><c>null</c> when it is neither, or a cron expression on a machine that does not know Vietnam's time zone.</returns>
    public static ScheduleTime? TryParse(string? text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds is >= 1 and <= MaxSeconds ? new ScheduleTime(TimeSpan.FromSeconds(seconds), null) : null;
        }

        return text is not null && CronExpression.TryParse(text, out _) && TimeZoneInfo.TryFindSystemTimeZoneById(VietnamZone, out _)
            ? new ScheduleTime(null, text)
            : null;
    }

    /// <summary>Puts the time on a trigger. A run missed while the node was down is made up once (never as many times as it was missed).</summary>
    public void Apply<TJob>(ITriggerConfigurator<TJob> trigger)
        where TJob : IJob
    {
        ArgumentNullException.ThrowIfNull(trigger);
        if (Every is { } every)
        {
            trigger.StartNow().WithSchedule(SimpleScheduleBuilder.Create()
                .WithInterval(every)
                .RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount));
            return;
        }

        trigger.StartNow().WithSchedule(CronScheduleBuilder.Create(Cron!)
            .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(VietnamZone))
            .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed));
    }
}
