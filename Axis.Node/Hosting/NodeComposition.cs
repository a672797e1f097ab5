using Axis.Core.Agencies;
using Axis.Node.Api;
using Axis.Node.Archives;
using Axis.Node.Backups;
using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Evidence;
using Axis.Node.Following;
using Axis.Node.Journal;
using Axis.Node.Keys;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Reconciling;
using Axis.Node.Retention;
using Axis.Node.Revocations;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Axis.Node.Timestamps;
using Axis.Node.Vxp.Server;
using Axis.Node.Vxp.Systems;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;
using Axis.Signing.Seals;
using Axis.Signing.Sections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Hosting;

/// <summary>What a real node is made of: SQLite, keys from its data folder, the journey, the native link and the schedules.</summary>
public static class NodeComposition
{
    /// <summary>The parts for <see cref="NodeHost"/>.</summary>
    public static NodeParts Parts { get; } = new()
    {
        Services = AddServices,
        LinkListener = ConfigureLink,
        LinkRoutes = LinkEndpoints.Map,
    };

    private static void AddServices(IServiceCollection services, NodePaths paths, NodeSettings settings)
    {
        // The lock on the data folder comes before anything that opens a file in it.
        services.AddSingleton(p =>
        {
            _ = p.GetRequiredService<DataLock>();
            var time = p.GetRequiredService<TimeProvider>();
            var ring = new KeyRing(new KeyFolder(paths.Keys, TokenProgramCommand.OfThisProgram, time), settings.Node.NodeId, time);
            ring.Load();
            return ring;
        });
        services.AddSingleton(p => new SealIssuer(settings.Node.NodeId, p.GetRequiredService<KeyRing>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NodeSealer>().AddSingleton<IReceiptSealer>(static p => p.GetRequiredService<NodeSealer>()).AddSingleton<IHeadSealer>(static p => p.GetRequiredService<NodeSealer>()).AddSingleton<IHeadCosigner>(static p => p.GetRequiredService<NodeSealer>());
        services.AddSingleton(p =>
        {
            _ = p.GetRequiredService<DataLock>();
            Directory.CreateDirectory(paths.Store);
            return new SqliteStore(new SqliteStoreOptions { DatabasePath = paths.Database }, p.GetRequiredService<IReceiptSealer>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<SqliteStore>>());
        });
        services.AddSingleton<IStore>(static p => p.GetRequiredService<SqliteStore>());
        services.AddSingleton<IPacketFiles>(p =>
        {
            _ = p.GetRequiredService<DataLock>();
            return new PacketFiles(paths.Data);
        });
        AddDirectory(services, settings);
        services.AddSingleton(settings.Verification.ToPolicy());
        services.AddSingleton(static p => NodeEpoch.LoadAsync(p.GetRequiredService<IStore>(), p.GetRequiredService<EpochMark>(), p.GetRequiredService<LiveDirectory>(), p.GetRequiredService<TimeProvider>(), CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton<EpochMark>().AddHostedService<EpochAtStart>();
        services.AddSingleton(NodeCalendar.Load(paths.Data));
        services.AddJourney();
        services.AddSingleton(new SecretBox(Path.Combine(paths.Keys, SecretBox.FileName))).AddSingleton<VxpSystems>().AddSingleton<IFindingSource, VxpFindings>();
        VxpFace.AddServices(services);
        services.AddChanges();
        services.AddTimestamps();
        services.AddEvidence();
        services.AddSingleton(NodeRetention.Load(paths.Data)).AddSingleton<KeepFiles>().AddSingleton<ExportRecordFile>().AddSingleton<IFindingSource, ArchiveFindings>();
        services.AddSingleton<MakeBackup>().AddSingleton<IBackup, PeriodicBackup>().AddSingleton<IFindingSource, BackupFindings>();
        services.AddSingleton<ReleasePayloads>().AddSingleton<IRetention>(static p => p.GetRequiredService<ReleasePayloads>());
        services.AddHostedService<ProbeStore>();
        services.AddSingleton<PendingKeys>().AddHostedService<WatchKeys>().AddSingleton<IFindingSource, KeyFindings>().AddSingleton<ComparisonFindings>().AddSingleton<IFindingSource>(static p => p.GetRequiredService<ComparisonFindings>());
        services.AddSingleton<JudgeDocuments>().AddHostedService(static p => p.GetRequiredService<JudgeDocuments>());
        services.AddSingleton<HoldRefusals>().AddHostedService(static p => p.GetRequiredService<HoldRefusals>());
        services.AddReminderMails();
        AddScheduledWork(services, settings, paths);
    }

    private static void AddDirectory(IServiceCollection services, NodeSettings settings)
    {
        services.AddSingleton<DirectoryFolder>();
        services.AddSingleton(static p => p.GetRequiredService<DirectoryFolder>().Open(p.GetRequiredService<IStore>().Read(static s => s.Directory.Current()), p.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddSingleton(p =>
        {
            var live = new LiveDirectory(settings.Node.NodeId, settings.Links, p.GetRequiredService<DirectoryBook>().Snapshot, settings.Delivery.ClosedRule);
            p.GetRequiredService<KeyRing>().Follow(live);
            return live;
        });
        services.AddSingleton(static p =>
        {
            var live = p.GetRequiredService<LiveDirectory>();
            return new NodeDirectory(live.Self, () => live.Snapshot);
        });
    }

    private static void AddScheduledWork(IServiceCollection services, NodeSettings settings, NodePaths paths)
    {
        services.AddSingleton<Func<DirectorySnapshot>>(static p => () => p.GetRequiredService<LiveDirectory>().Snapshot);
        services.AddSingleton<IRetryDeliveries, RetryDeliveries>();
        services.AddSingleton<IDeliveryFailures, DeliveryFailures>();
        services.AddSingleton<IChaseReceipts, ChaseReceipts>();
        services.AddSingleton<IWatchCertificates, WatchCertificates>();
        services.AddSingleton<ISweepPackets, SweepPackets>();
        services.AddSingleton<IReconcile, Reconcile>();
        services.AddSingleton<IWatchDeadlines, WatchDeadlines>();
        services.AddSingleton<IFindingSource, DeadlineFindings>();
        services.AddSingleton<JournalSealer>().AddSingleton<JournalProofs>().AddSingleton<CosignHeads>().AddSingleton<HeadExchange>().AddSingleton<IWitnesses, AskWitnesses>().AddSingleton<ISealJournal, SealJournal>();
        services.AddSingleton<IRenewTimestamps, RenewTimestamps>();
        services.AddSingleton<IRefreshRevocation, RefreshRevocation>().AddHostedService<WatchRevocation>();
        Directory.CreateDirectory(paths.Store);
        using var loggers = LoggerFactory.Create(static l => l.AddSimpleConsole());
        services.AddSchedules(settings.Schedules, paths.Store, TimeProvider.System, loggers.CreateLogger("Axis.Node.Schedules"));
    }

    private static void ConfigureLink(ListenOptions listen)
    {
        var services = listen.ApplicationServices;
        LinkTls.Configure(listen, () => services.GetRequiredService<KeyRing>().Tls, services.GetRequiredService<LinkPins>(), services.GetRequiredService<StrangeKeys>());
    }
}
