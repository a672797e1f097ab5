using Axis.Core.Agencies;
using Axis.Cli.Joining;
using Axis.Node.Options;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Node;

/// <summary>What <c>node init</c> is to make.</summary>
/// <param name="Node">The node.</param>
/// <param name="Agencies">The agencies it hosts.</param>
/// <param name="AgencyAlgorithm">Algorithm of the agencies' keys.</param>
/// <param name="Api">API addresses; empty = the default.</param>
/// <param name="Link">Link address; empty on a node that only fetches.</param>
public sealed record NodePlan(
    JoiningNode Node,
    IReadOnlyList<JoiningAgency> Agencies,
    SignatureAlgorithm AgencyAlgorithm,
    IReadOnlyList<string> Api,
    string Link)
{
    // Node keys are P-256: seals are made with nothing else, and a handshake costs a tenth of RSA's.
    private const SignatureAlgorithm NodeAlgorithm = SignatureAlgorithm.EcdsaP256Sha256;

    /// <summary>Trust services that the node is to ask; <c>null</c> = none.</summary>
    public TrustServices? Services { get; init; }

    /// <summary>The keys the node needs: who owns each, and what its certificate is to say.</summary>
    public IEnumerable<(KeyUse Use, string Owner, SignatureAlgorithm Algorithm)> Keys()
    {
        yield return (KeyUse.Tls, Node.Id, NodeAlgorithm);
        yield return (KeyUse.NodeSeal, Node.Id, NodeAlgorithm);
        foreach (var agency in Agencies)
        {
            yield return (KeyUse.Agency, agency.Code, AgencyAlgorithm);
        }
    }
}
