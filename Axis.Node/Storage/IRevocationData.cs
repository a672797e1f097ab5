using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Revocation lists and OCSP responses: the newest of each, and every one that a verdict rests on.</summary>
public interface IRevocationData
{
    /// <summary>Keeps a row; older ones of the same kind, issuer and subject that no verdict names go. A repeat (same digest) changes nothing.</summary>
    void Put(RevocationRow row);

    /// <summary>Keeps the row for good, because a verdict names it.</summary>
    void Cite(RevocationRow row);

    /// <summary>The newest row of each kind, issuer and subject.</summary>
    IReadOnlyList<RevocationRow> Current();

    /// <summary>The row of that digest: the exact bytes that a verdict rests on.</summary>
    RevocationRow? Find(Digest digest);
}
