using Axis.Node.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Hosting;

/// <summary>All sections of the configuration, checked.</summary>
public sealed record NodeSettings(
    NodeOptions Node,
    ListenerOptions Listen,
    LimitOptions Limits,
    DeliveryOptions Delivery,
    DeadlineOptions Deadlines,
    VerificationOptions Verification,
    RevocationOptions Revocation,
    JournalOptions Journal,
    TimestampOptions Timestamps,
    LinkOptions Links,
    EventOptions Events,
    DropOptions Drop,
    RetentionOptions Retention,
    BackupOptions Backup,
    ReportOptions Reports,
    MailOptions Mail,
    ScheduleOptions Schedules,
    PaperOptions Paper,
    VxpOptions Vxp,
    ConsoleOptions Console)
{
    internal static readonly string[] Sections =
    [
        NodeOptions.Section,
        ListenerOptions.Section,
        LimitOptions.Section,
        DeliveryOptions.Section,
        DeadlineOptions.Section,
        VerificationOptions.Section,
        RevocationOptions.Section,
        JournalOptions.Section,
        TimestampOptions.Section,
        LinkOptions.Section,
        EventOptions.Section,
        DropOptions.Section,
        RetentionOptions.Section,
        BackupOptions.Section,
        ReportOptions.Section,
        MailOptions.Section,
        ScheduleOptions.Section,
        PaperOptions.Section,
        VxpOptions.Section,
        ConsoleOptions.Section,
    ];

    /// <summary>Reads and checks every section.</summary>
    /// <exception cref="SettingsException">One sentence about the first thing that is wrong.</exception>
    public static NodeSettings Read(IConfiguration configuration)
    {
        SettingsFile.CheckSections(configuration, Sections);
        return new NodeSettings(
            SettingsFile.Read<NodeOptions>(configuration),
            SettingsFile.Read<ListenerOptions>(configuration),
            SettingsFile.Read<LimitOptions>(configuration),
            SettingsFile.Read<DeliveryOptions>(configuration),
            SettingsFile.Read<DeadlineOptions>(configuration),
            SettingsFile.Read<VerificationOptions>(configuration),
            SettingsFile.Read<RevocationOptions>(configuration),
            SettingsFile.Read<JournalOptions>(configuration),
            SettingsFile.Read<TimestampOptions>(configuration),
            SettingsFile.Read<LinkOptions>(configuration),
            SettingsFile.Read<EventOptions>(configuration),
            SettingsFile.Read<DropOptions>(configuration),
            SettingsFile.Read<RetentionOptions>(configuration),
            SettingsFile.Read<BackupOptions>(configuration),
            SettingsFile.Read<ReportOptions>(configuration),
            SettingsFile.Read<MailOptions>(configuration),
            SettingsFile.Read<ScheduleOptions>(configuration),
            SettingsFile.Read<PaperOptions>(configuration),
            SettingsFile.Read<VxpOptions>(configuration),
            SettingsFile.Read<ConsoleOptions>(configuration));
    }

    /// <summary>Registers each section under its own type.</summary>
    public void AddTo(IServiceCollection services) => services
        .AddSingleton(this)
        .AddSingleton(Node)
        .AddSingleton(Listen)
        .AddSingleton(Limits)
        .AddSingleton(Delivery)
        .AddSingleton(Deadlines)
        .AddSingleton(Verification)
        .AddSingleton(Revocation)
        .AddSingleton(Journal)
        .AddSingleton(Timestamps)
        .AddSingleton(Links)
        .AddSingleton(Events)
        .AddSingleton(Drop)
        .AddSingleton(Retention)
        .AddSingleton(Backup)
        .AddSingleton(Reports)
        .AddSingleton(Mail)
        .AddSingleton(Schedules)
        .AddSingleton(Paper)
        .AddSingleton(Vxp)
        .AddSingleton(Console);
}
