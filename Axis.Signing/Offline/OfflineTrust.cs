using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Signing.Offline;

/// <summary>What a verification may believe: handed over by the person who verifies, or what a node's directory says.</summary>
/// <param name="Directory">Directory sections, or only trust anchors, or nothing.</param>
/// <param name="Revocation">Revocation lists and OCSP responses.</param>
public sealed record OfflineTrust(DirectorySnapshot Directory, RevocationBook Revocation)
{
    /// <summary>Nothing is believed: every verdict stays INDETERMINATE.</summary>
    public static OfflineTrust None { get; } = new(DirectorySnapshot.Empty, RevocationBook.Empty);
}
