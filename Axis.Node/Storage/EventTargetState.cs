namespace Axis.Node.Storage;

/// <summary>How far a receiver of events is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cursor">Sequence of the last event looked at for it.</param>
/// <param name="Delivered">Sequence of the last event it took.</param>
/// <param name="DeliveredAt">When it took that.</param>
/// <param name="FailingSince">Since when it takes nothing; <c>null</c> while it does.</param>
/// <param name="LastError">Why.</param>
/// <param name="Waiting">Events that it still has to get.</param>
/// <param name="Dead">Events given up after answered failures.</param>
public sealed record EventTargetState(
    string Name, long Cursor, long? Delivered, DateTimeOffset? DeliveredAt, DateTimeOffset? FailingSince, string? LastError, long Waiting, long Dead);
