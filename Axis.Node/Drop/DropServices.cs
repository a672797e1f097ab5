using Axis.Node.Api;
using Axis.Node.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Drop;

/// <summary>Registers the folders through which software without a client sends and receives.</summary>
public static class DropServices
{
    /// <summary>Adds them. The host brings the store, the journey and the options.</summary>
    public static IServiceCollection AddDrop(this IServiceCollection services) => services
        .AddSingleton<DropFolders>()
        .AddSingleton<DropSteps>()
        .AddSingleton<ClaimDropped>()
        .AddSingleton<ReadDraft>()
        .AddSingleton<AnswerDropped>()
        .AddSingleton<WriteStatus>()
        .AddSingleton<TakeDropped>()
        .AddSingleton<PutInbox>()
        .AddSingleton<DropControl>()
        .AddSingleton<IEventTargetSource, DropTargets>()
        .AddSingleton<IFindingSource, DropFindings>()
        .AddHostedService<DropPump>();
}
