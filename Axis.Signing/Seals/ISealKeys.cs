using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Seals;

/// <summary>The seal keys of a node: one in force, and others that receipts under way may still name. P-256 only. Thread-safe.</summary>
public interface ISealKeys
{
    /// <summary>The key in force now.</summary>
    ISigningKey Current { get; }

    /// <summary>The key of a certificate, if it is held here and may still sign.</summary>
    ISigningKey? Find(Digest certificate);
}
