using Axis.Node.Options;
using Axis.Node.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Schedules;

/// <summary>A host with nothing but the schedules.</summary>
internal static class ScheduleHost
{
    /// <summary>Runs only the retry job often; the others have an hour.</summary>
    public static ScheduleOptions Often { get; } = new()
    {
        RetryDeliveries = "1",
        ChaseReceipts = "3600",
        WatchCertificates = "3600",
        SealJournal = "3600",
        SweepPackets = "3600",
        RefreshRevocation = "3600",
        Reconcile = "3600",
    };

    public static async Task<IHost> StartAsync(string folder, Works retry, ScheduleOptions? options = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var others = new Works();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IRetryDeliveries>(retry);
        builder.Services.AddSingleton<IChaseReceipts>(others);
        builder.Services.AddSingleton<IWatchCertificates>(others);
        builder.Services.AddSingleton<ISealJournal>(others);
        builder.Services.AddSingleton<ISweepPackets>(others);
        builder.Services.AddSingleton<IRefreshRevocation>(others);
        builder.Services.AddSingleton<IReconcile>(others);
        builder.Services.AddSchedules(options ?? Often, folder, TimeProvider.System, NullLogger.Instance);
        var host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        return host;
    }

    public static async Task StopAsync(IHost host)
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
