using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Two heads of one log that cannot both be true: the log was changed after it was shown.</summary>
/// <param name="Node">Whose log.</param>
/// <param name="Witness">Who holds the older head.</param>
/// <param name="Log">The epoch that names the log.</param>
/// <param name="Held">Seal of the head that is held.</param>
/// <param name="Shown">Seal of the head that does not continue it.</param>
/// <param name="At">When it was noticed.</param>
public sealed record HeadAlarm(NodeId Node, NodeId Witness, string Log, ReadOnlyMemory<byte> Held, ReadOnlyMemory<byte> Shown, DateTimeOffset At);
