using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Following;

/// <summary>Registers the following up of what is late.</summary>
public static class FollowingServices
{
    /// <summary>Adds what shows and reminds. The host brings the store, the directory, the calendar and the options.</summary>
    public static IServiceCollection AddFollowing(this IServiceCollection services) => services
        .AddSingleton<FollowUp>()
        .AddSingleton<ReminderSignal>()
        .AddSingleton<RemindLate>();

    /// <summary>Adds what mails the reminders.</summary>
    public static IServiceCollection AddReminderMails(this IServiceCollection services) => services.AddHostedService<ReminderMails>();
}
