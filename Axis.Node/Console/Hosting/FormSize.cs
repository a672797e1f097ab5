using Microsoft.AspNetCore.Http.Metadata;

namespace Axis.Node.Console.Hosting;

/// <summary>How large a form may be at one address, in bytes; heeded by routing before anything is read. Elsewhere the node's usual limit holds.</summary>
/// <param name="MaxRequestBodySize">The bound.</param>
internal sealed record FormSize(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
