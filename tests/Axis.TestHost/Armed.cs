using Axis.Node.Drop;
using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Hosting;

namespace Axis.TestHost;

/// <summary>Listens to the moments of the store and of the drop folders, and counts them from the instant on at which the node is ready.</summary>
internal sealed class Armed(SqliteStore store, DropSteps drop, KillPoint kill, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Observer = moment => kill.Reached(moment.ToString());
        drop.Observer = step => kill.Reached(KillPoint.OfDrop(step));
        lifetime.ApplicationStarted.Register(kill.Arm);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
