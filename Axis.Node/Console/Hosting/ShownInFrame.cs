using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>Marks an address that a page of the console shows in a frame of its own: what is refused there must be readable in that frame.</summary>
internal sealed class ShownInFrame
{
    public static ShownInFrame Mark { get; } = new();

    /// <summary>Whether the address asked for is such a one.</summary>
    public static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ShownInFrame>() is not null;

    /// <summary>Whether the browser asks for it to put it into a frame (Fetch Metadata §2.1), rather than into a window of its own.</summary>
    public static bool Asks(HttpContext context) => Is(context) && context.Request.Headers["Sec-Fetch-Dest"] == "iframe";
}
