using System.Buffers;
using System.Security.Cryptography;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Copies a stream and hashes what passes, with one buffer whatever its length.</summary>
public static class HashedCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Copies to the end.</summary>
    /// <param name="from">From its position on.</param>
    /// <param name="to">Where to; <see cref="Stream.Null"/> to hash alone.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The digest; <c>null</c> when there are more bytes, of which none is written.</returns>
    public static async Task<Digest?> RunAsync(Stream from, Stream to, long limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            int read;
            while ((read = await from.ReadAsync(buffer.AsMemory(0, BufferBytes), cancellationToken).ConfigureAwait(false)) > 0)
            {
                size += read;
                if (size > limit)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            return Digest.Finish(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
