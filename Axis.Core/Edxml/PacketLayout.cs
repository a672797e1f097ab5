namespace Axis.Core.Edxml;

/// <summary>
/// A packet laid out for signing and streaming: everything but the signature and the base64 of the files. The packet is
/// <see cref="BeforeSignature"/>, the signature, then <c>Pieces[0]</c>, base64 of file 0, <c>Pieces[1]</c>, … , <c>Pieces[n]</c>.
/// </summary>
/// <param name="BeforeSignature">From the XML declaration up to where the signature stands: last in <c>edXMLHeader</c>.</param>
/// <param name="Pieces">One piece more than there are files; a status packet has one.</param>
public sealed record PacketLayout(ReadOnlyMemory<byte> BeforeSignature, IReadOnlyList<ReadOnlyMemory<byte>> Pieces);
