namespace Axis.Core.Agencies;

/// <summary>One node as the directory knows it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Name">Vietnamese name for people.</param>
/// <param name="Tier">Administrative level, data.</param>
/// <param name="Parent">The node above; <c>null</c> for the central one.</param>
/// <param name="Endpoints">Base addresses of its link listener (https), in order of preference.</param>
/// <param name="PullOnly">It cannot be reached from outside and fetches what waits for it.</param>
public sealed record NodeEntry(
    NodeId Id,
    string Name,
    Tier Tier,
    NodeId? Parent,
    IReadOnlyList<Uri> Endpoints,
    bool PullOnly)
{
    /// <summary>How its operators are reached, if stated.</summary>
    public Contact? Contact { get; init; }
}
