namespace Axis.Node.Storage;

/// <summary>A refusal that has not left yet.</summary>
/// <param name="Item">The inbox item that is refused.</param>
/// <param name="ReasonCode">Why, by its code (RCV-02).</param>
/// <param name="Description">Why, in the clerk's words.</param>
/// <param name="Staff">Name of the clerk.</param>
/// <param name="Actor">In whose name it is sent.</param>
/// <param name="DueAt">When it leaves.</param>
public sealed record HeldRefusal(Guid Item, string ReasonCode, string? Description, string? Staff, Actor Actor, DateTimeOffset DueAt);
