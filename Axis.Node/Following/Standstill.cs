using Axis.Core.Agencies;

namespace Axis.Node.Following;

/// <summary>Why a recipient of a sent document is late or stuck.</summary>
/// <param name="Reason">In words, a whole sentence.</param>
/// <param name="ReasonEn">In English.</param>
/// <param name="Act">What fits it.</param>
/// <param name="MayRemind">Whether the receiver can do something about it.</param>
/// <param name="Plea">What the receiver is asked for in a reminder; a part of a sentence.</param>
/// <param name="Node">The node at which it stands still, where that is known.</param>
public sealed record Standstill(string Reason, string ReasonEn, FollowUpAct Act, bool MayRemind, string Plea, NodeId? Node);
