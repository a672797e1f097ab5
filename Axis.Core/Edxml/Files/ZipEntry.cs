namespace Axis.Core.Edxml.Files;

/// <summary>The one file entry of an archive, as its central directory gives it.</summary>
/// <param name="Name">Entry name, data only.</param>
/// <param name="Offset">Where its compressed bytes begin.</param>
/// <param name="CompressedSize">Bytes in.</param>
/// <param name="Size">Bytes out, as declared.</param>
/// <param name="Crc32">CRC-32 of the bytes out, as declared.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="Encrypted">Whether it needs a password.</param>
internal sealed record ZipEntry(string Name, long Offset, long CompressedSize, long Size, uint Crc32, int Method, bool Encrypted);
