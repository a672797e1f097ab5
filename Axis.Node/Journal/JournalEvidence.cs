using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Journal;

/// <summary>Shows to somebody outside that an entry stands in the journal, and who besides this node vouches for that.</summary>
/// <param name="Log">The log.</param>
/// <param name="Inclusion">From the entry to the head (RFC 6962 §2.1.1).</param>
/// <param name="Head">The first sealed head over the entry, with its seal.</param>
/// <param name="Cosigned">For each neighbour that signed, the first head from there on that it signed.</param>
public sealed record JournalEvidence(JournalLog Log, InclusionProof Inclusion, JournalHead Head, IReadOnlyList<CosignedHead> Cosigned);

/// <summary>A head with a neighbour's signature.</summary>
/// <param name="Head">The head that is cosigned.</param>
/// <param name="Cosignature">Who, and the signature over the head's seal.</param>
/// <param name="Consistency">RFC 6962 §2.1.2 proof that this head continues the one of the inclusion proof; empty when it is the same.</param>
public sealed record CosignedHead(JournalHead Head, HeadCosignature Cosignature, IReadOnlyList<Digest> Consistency);
