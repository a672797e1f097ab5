using Axis.Node.Hosting;
using Axis.Node.Storage;
using Axis.TestHost;
using Microsoft.Extensions.DependencyInjection;

// One node from its data folder, as `axis node run` makes it, except that it may kill itself where AXIS_KILL_AT says.
// Ends when its standard input does, so that no node outlives the test that started it.
if (args is not [var folder, .. var settings])
{
    await Console.Error.WriteLineAsync("Axis.TestHost FOLDER [--Section:Key=value …]");
    return 2;
}

var kill = KillPoint.FromEnvironment();
var real = NodeComposition.Parts;
var parts = real with
{
    Services = (services, paths, options) =>
    {
        real.Services(services, paths, options);
        var files = services.Last(static s => s.ServiceType == typeof(IPacketFiles)).ImplementationFactory
            ?? throw new InvalidOperationException("The packet files are not made by a factory any more.");
        services.AddSingleton<IPacketFiles>(p => new WatchedFiles((IPacketFiles)files(p), kill));
        services.AddSingleton(kill);
        services.AddHostedService<Armed>();
    },
};

using var ended = new CancellationTokenSource();
_ = Task.Run(async () =>
{
    while (await Console.In.ReadLineAsync() is not null)
    {
        // Nothing is said to this program on its standard input; only its end counts.
    }

    await ended.CancelAsync();
});
return await NodeHost.RunAsync(folder, settings, parts, ended.Token);
