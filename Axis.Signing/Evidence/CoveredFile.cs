using Axis.Core.Packets;

namespace Axis.Signing.Evidence;

/// <summary>A file of the container as a signature or a manifest names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
public sealed record CoveredFile(string Name, string MediaType, Digest Digest);
