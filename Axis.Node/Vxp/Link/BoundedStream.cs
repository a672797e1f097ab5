namespace Axis.Node.Vxp.Link;

/// <summary>Reads no more than was agreed.</summary>
internal static class BoundedStream
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>The whole of a small answer.</summary>
    /// <exception cref="Links.LinkUnreachableException">It is longer.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream answer, int limit, string call, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        try
        {
            await CopyAsync(answer, whole, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw VxpAnswer.Unreadable(call, "quá dài", e);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    /// <summary>Copies; answers how many bytes.</summary>
    /// <exception cref="InvalidDataException">There are more than the limit.</exception>
    /// <exception cref="Storage.StoreUnavailableException">They cannot be written here.</exception>
    public static async Task<long> CopyAsync(Stream from, Stream to, long limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var buffer = new byte[BufferBytes];
        long copied = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            copied += read;
            if (copied > limit)
            {
                throw new InvalidDataException("The answer is over the limit of the link.");
            }

            await LocalFile.WriteAsync(to, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return copied;
    }
}
