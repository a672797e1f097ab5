using Axis.Core.Agencies;
using Axis.Node.Keys;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Outgoing;

/// <summary>The agency keys that this node holds, as signing asks for them.</summary>
public sealed class AgencyKeys(KeyRing ring)
{
    /// <summary>The agency's newest valid key.</summary>
    /// <exception cref="RefusedException">None is held, or none may sign now; the reason says what to do.</exception>
    public ISigningKey Demand(OrganId agency) => ring.Choose(KeyUse.Agency, agency.Value) switch
    {
        KeyChoice.Chosen chosen => chosen.Held.Key,
        KeyChoice.None none => throw new RefusedException(none.Why),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Waits until the key has time for one signature: a token makes one after the other, and whoever waits holds no thread meanwhile.</summary>
    public static async Task<IDisposable?> TurnAsync(ISigningKey key, CancellationToken cancellationToken) =>
        key is TokenSigningKey token ? await token.TurnAsync(cancellationToken).ConfigureAwait(false) : null;
}
