using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Journal;

/// <summary>A head of this node's journal that somebody else holds, under this node's own valid seal.</summary>
/// <param name="Witness">Who holds it.</param>
/// <param name="Log">The epoch that names the log.</param>
/// <param name="TreeSize">Entries covered.</param>
/// <param name="Root">RFC 6962 root over them.</param>
public sealed record WitnessedHead(NodeId Witness, string Log, long TreeSize, Digest Root);
