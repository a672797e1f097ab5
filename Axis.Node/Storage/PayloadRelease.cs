using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Bytes of a packet that were given up; everything else of it stays.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="At">When.</param>
/// <param name="Cause">Why.</param>
/// <param name="Size">Bytes given up.</param>
/// <param name="Evidence">SHA-256 of the evidence file written before.</param>
/// <param name="File">Its name below the evidence folder.</param>
public sealed record PayloadRelease(Digest Packet, DateTimeOffset At, string Cause, long Size, Digest Evidence, string File);
