using Microsoft.AspNetCore.Http;

namespace Axis.Node.Api;

/// <summary>Which listener a connection came in by. Set per connection, so that no header can claim it.</summary>
public sealed class ListenerFace
{
    private ListenerFace(string name) => Name = name;

    /// <summary>People and software of the agency.</summary>
    public static ListenerFace Api { get; } = new("api");

    /// <summary>Neighbours, over mutual TLS.</summary>
    public static ListenerFace Link { get; } = new("link");

    /// <summary>Software of agencies that speaks the VXP client API, when that has a listener of its own.</summary>
    public static ListenerFace Vxp { get; } = new("vxp");

    /// <summary>For logs.</summary>
    public string Name { get; }
}

/// <summary>Answers 404 when an endpoint is asked for at the other listener: neither face shows what the other one has.</summary>
internal sealed class ListenerFaceMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is { } endpoint)
        {
            var wanted = endpoint.Metadata.GetMetadata<ListenerFace>() ?? ListenerFace.Api;
            if (context.Features.Get<ListenerFace>() != wanted)
            {
                return Problems.WriteAsync(context, ApiRefusals.NoSuchAddress);
            }
        }

        return next(context);
    }
}
