using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Hosting;

/// <summary>What the host is put together from, besides the API: the store, the journey, the schedules and the link's listener.</summary>
public sealed record NodeParts
{
    /// <summary>Registers the store, the directory, keys, the services of the journey and the schedules.</summary>
    public required Action<IServiceCollection, NodePaths, NodeSettings> Services { get; init; }

    /// <summary>Sets up mutual TLS on the link listener; <c>null</c> = no link listener.</summary>
    public Action<ListenOptions>? LinkListener { get; init; }

    /// <summary>Maps the calls of neighbours; they are reachable on the link listener only.</summary>
    public Action<IEndpointRouteBuilder>? LinkRoutes { get; init; }
}
