namespace Axis.Core.Packets;

/// <summary>The two kinds of edXML packet (edXML §3): a document with its files, or a status about one.</summary>
public enum PacketKind
{
    /// <summary><c>messagetype=edoc</c>.</summary>
    Document = 0,

    /// <summary><c>messagetype=status</c>.</summary>
    Status = 1,
}
