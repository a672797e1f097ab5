using Axis.Node.Hosting;

namespace Axis.Node.Changes;

/// <summary>Wakes who answers for documents that were cancelled unread.</summary>
public sealed class UnreadSignal : WakeSignal;
