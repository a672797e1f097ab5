namespace Axis.Node.Vxp.Link;

/// <summary>One line of <c>getSentEdocList</c>: what the server says became of one packet for one receiver. Its word only.</summary>
/// <param name="DocId">The name that it gave the packet.</param>
/// <param name="To">The receiver, if told.</param>
/// <param name="Failed">Whether it says that the receiver could not use the packet.</param>
/// <param name="Says">Its own words for that, ASCII, cut.</param>
public sealed record VxpSentLine(string DocId, string? To, bool Failed, string? Says);
