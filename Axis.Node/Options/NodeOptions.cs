using Axis.Core.Agencies;

namespace Axis.Node.Options;

/// <summary>Who this node is.</summary>
public sealed class NodeOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Node";

    /// <summary>Node name, as the directory knows it.</summary>
    public string Id { get; set; } = "";

    /// <summary>Name for people.</summary>
    public string Name { get; set; } = "";

    /// <summary>The node name, read.</summary>
    public NodeId NodeId => NodeId.Parse(Id);

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        NodeId.TryParse(Id, out _) ? null : $"Node:Id phải là tên nút gồm 3 đến 63 ký tự a–z, 0–9, '-' và '.', bắt đầu bằng chữ cái, không phải '{Id}'.",
        Name.Length is > 0 and <= 200 ? null : "Node:Name phải có từ 1 đến 200 ký tự.");
}
