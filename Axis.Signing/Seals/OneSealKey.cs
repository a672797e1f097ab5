using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Seals;

/// <summary>A node with one seal key.</summary>
internal sealed class OneSealKey : ISealKeys
{
    public OneSealKey(ISigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Algorithm != SignatureAlgorithm.EcdsaP256Sha256)
        {
            throw new ArgumentException("Seals are made with P-256 keys only.", nameof(key));
        }

        Current = key;
    }

    public ISigningKey Current { get; }

    // A receipt that names another certificate is the caller's affair, and found by every verifier.
    public ISigningKey? Find(Digest certificate) => Current;
}
