using System.Buffers;
using System.Security.Cryptography;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;

namespace Axis.Signing.Evidence;

/// <summary>What has to be known of bytes before they go into a container: size, CRC-32 (zip) and SHA-256 (signature).</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Crc">CRC-32.</param>
/// <param name="Digest">SHA-256.</param>
public readonly record struct MeasuredContent(long Size, uint Crc, Digest Digest)
{
    private const int BlockBytes = 256 * 1024;

    /// <summary>Measures bytes at hand.</summary>
    public static MeasuredContent Of(ReadOnlySpan<byte> bytes) => new(bytes.Length, Crc32.Append(0, bytes), Digest.Of(bytes));

    /// <summary>Reads the stream to its end, in flat memory; what is read goes on to <paramref name="copy"/> when there is one.</summary>
    public static async Task<MeasuredContent> ReadAsync(Stream stream, Stream? copy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var (size, crc) = (0L, 0u);
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(0, BlockBytes), cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                crc = Crc32.Append(crc, buffer.AsSpan(0, read));
                size += read;
                if (copy is not null)
                {
                    await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }

            return new MeasuredContent(size, crc, Digest.Finish(hash));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
