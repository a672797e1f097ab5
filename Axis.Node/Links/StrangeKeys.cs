using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Signing.Trust;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Links;

/// <summary>
/// Remembers that somebody came in a neighbour's name with another key than the directory's, so that the operator sees why the link is closed. Only a
/// certificate that a trust anchor issued to that name is written down: anybody can write a name into a certificate of his own.
/// </summary>
public sealed class StrangeKeys(LiveDirectory directory, CertificateChains chains, LinkHealth health, ILogger<StrangeKeys> logger)
{
    /// <summary>Looks at a certificate that was refused at the handshake. Returns at once; the handshake does not wait for the store.</summary>
    public void Note(X509Certificate2 refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        if (NodeId.TryParse(refused.GetNameInfo(X509NameType.SimpleName, forIssuer: false), out var claimed)
            && directory.FindNeighbour(claimed) is not null
            && chains.Find(refused.RawDataMemory, directory.Snapshot) is not null)
        {
            Log.StrangeKey(logger, claimed.Value);
            _ = KeepAsync(claimed);
        }
    }

    private async Task KeepAsync(NodeId neighbour)
    {
        try
        {
            await health.FailedAsync(neighbour, LinkUnreachableException.KeyChanged, LinkUnreachableException.KeyChangedSentence(neighbour), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreUnavailableException or ObjectDisposedException or OperationCanceledException)
        {
            Log.StrangeKeyNotKept(logger, neighbour.Value, e.Message);
        }
    }
}
