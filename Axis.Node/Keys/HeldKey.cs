using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Node.Keys;

/// <summary>One key of this node that has its certificate.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Stamp">Changes when one of its files does.</param>
/// <param name="Key">The key.</param>
public sealed record HeldKey(KeyFile File, string Stamp, ISigningKey Key)
{
    /// <summary>SHA-256 of its certificate.</summary>
    public Digest Thumbprint { get; } = Digest.Of(Key.Certificate.RawDataMemory.Span);

    /// <summary>The certificate's own first instant.</summary>
    public DateTimeOffset NotBefore { get; } = Key.Certificate.NotBefore.ToUniversalTime();

    /// <summary>The certificate's own last instant.</summary>
    public DateTimeOffset NotAfter { get; } = Key.Certificate.NotAfter.ToUniversalTime();
}
