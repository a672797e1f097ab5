namespace Axis.Node.Storage;

/// <summary>How much was stored lately.</summary>
/// <param name="Packets">How many packets.</param>
/// <param name="Bytes">Their sizes together.</param>
/// <param name="From">When the oldest of them was stored; <c>null</c> without any.</param>
/// <param name="Whole">Whether they are all of the time asked for; otherwise only the newest were counted.</param>
public sealed record PacketVolume(int Packets, long Bytes, DateTimeOffset? From, bool Whole);
