namespace Axis.Node.Storage;

/// <summary>A colleague stands in for an absent one (uỷ quyền).</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Absent">Account of the one who is away.</param>
/// <param name="Substitute">Account of the one who acts.</param>
/// <param name="Role">The role that is lent: clerk or leader.</param>
/// <param name="Reason">Why, in the words of who made it.</param>
/// <param name="StartsAt">From when.</param>
/// <param name="EndsAt">Until when.</param>
/// <param name="MadeAt">When it was arranged.</param>
/// <param name="EndedAt">When it was ended early.</param>
public sealed record StandInRow(
    string Id, string Absent, string Substitute, Role Role, string Reason, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset MadeAt, DateTimeOffset? EndedAt)
{
    /// <summary>Whether it is in force.</summary>
    public bool IsInForce(DateTimeOffset now) => EndedAt is null && StartsAt <= now && now < EndsAt;
}
