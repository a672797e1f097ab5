using Axis.Node.Storage;

namespace Axis.Node.Vxp.Link;

/// <summary>Files of this machine within a call to a server: what goes wrong with them is this node's own trouble, and the server is not blamed for it.</summary>
internal static class LocalFile
{
    /// <summary>Writes.</summary>
    /// <exception cref="StoreUnavailableException">The disk is full or broken.</exception>
    public static async ValueTask WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        try
        {
            await to.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new StoreUnavailableException($"A packet that is being fetched cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Reads.</summary>
    /// <exception cref="StoreUnavailableException">The disk is broken.</exception>
    public static async ValueTask<int> ReadAsync(Stream from, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        try
        {
            return await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new StoreUnavailableException($"A packet that is being sent cannot be read: {e.Message}", e);
        }
    }
}
