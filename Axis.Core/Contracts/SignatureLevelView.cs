namespace Axis.Core.Contracts;

/// <summary>How long a packet's signature is proved, by what is kept beside it (EN 319 132-1 §6).</summary>
/// <param name="Level"><c>B</c>, <c>T</c>, <c>LT</c> or <c>LTA</c>.</param>
/// <param name="Pending">Whether the level that the node's settings ask for is not reached yet.</param>
/// <param name="Text">The same in Vietnamese.</param>
/// <param name="Reason">What it waits for, when the last try said so.</param>
public sealed record SignatureLevelView(string Level, bool Pending, string Text, string? Reason);
