using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Vxp.Link;

/// <summary>One packet for <c>sendEdoc</c>.</summary>
/// <param name="Kind">Document or status.</param>
/// <param name="From">Sender as the packet writes it.</param>
/// <param name="To">Receivers behind the link, as addressed; the server takes those of a status from the packet.</param>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Open">Opens the bytes.</param>
public sealed record VxpSubmission(PacketKind Kind, OrganId From, IReadOnlyList<OrganId> To, Digest Digest, long Size, Func<Stream> Open);
