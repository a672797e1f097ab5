using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Documents stopped for signs of a state secret (SEC-02).</summary>
public interface ISecrecyHolds
{
    /// <summary>Keeps a hold, or counts once more one that is there.</summary>
    /// <returns>The hold as it stands.</returns>
    SecrecyHold Stop(SecrecyHold hold);

    SecrecyHold? Find(Guid id);

    SecrecyHold? Find(OrganId agency, Digest fingerprint);

    /// <summary>Holds, newest first, paged by key.</summary>
    IReadOnlyList<SecrecyHold> List(IReadOnlyCollection<OrganId>? agencies, bool openOnly, Guid? before, int limit);

    /// <summary>Writes an officer's decision; <c>false</c> when there was one already.</summary>
    bool Decide(Guid id, bool released, string by, string reason, DateTimeOffset at);
}
