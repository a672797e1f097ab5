using Axis.Node.Storage;

namespace Axis.Node.Vxp.Server;

/// <summary>An item of the caller. Where it may not be seen, the call means it all the same: a stale second id among its headers is not taken instead.</summary>
/// <param name="Item">The item.</param>
/// <param name="Visible">Whether the caller may list it and say what it does with it.</param>
/// <param name="Readable">Whether its bytes may be handed out: not after a recall that was agreed to.</param>
internal sealed record ItemSight(VxpItem Item, bool Visible, bool Readable);
