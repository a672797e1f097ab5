using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Hosting;

namespace Axis.TestHost;

/// <summary>Listens to the store's moments, and counts them from the instant on at which the node is ready.</summary>
internal sealed class Armed(SqliteStore store, KillPoint kill, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Observer = moment => kill.Reached(moment.ToString());
        lifetime.ApplicationStarted.Register(kill.Arm);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
