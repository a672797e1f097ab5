using Axis.Node.Api;
using Axis.Node.Brokers;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Events;

/// <summary>Registers the telling of events.</summary>
public static class EventServices
{
    /// <summary>Adds it. The host brings the store and the options.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<IEventTargetSource, Webhooks>()
        .AddSingleton<IEventTargetSource, RabbitMqTargets>()
        .AddSingleton<EventTargets>()
        .AddSingleton<EventControl>()
        .AddSingleton<IFindingSource, EventFindings>()
        .AddHostedService<EventPump>();
}
