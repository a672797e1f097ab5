using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>A receipt that waits for its seal.</summary>
/// <param name="Row">Key of its row.</param>
/// <param name="Packet">The packet it speaks of.</param>
/// <param name="Bytes">Its canonical bytes.</param>
/// <param name="Issued">What its issuer holds.</param>
internal sealed record PendingReceipt(long Row, Digest Packet, ReadOnlyMemory<byte> Bytes, IssuedReceipt Issued);
