namespace Axis.Core.Rules.Assignments;

/// <summary>A unit, a person, or a person of a unit.</summary>
/// <param name="Unit">Đơn vị, up to 200 characters.</param>
/// <param name="Person">Họ tên, up to 100 characters.</param>
public sealed record Assignee(string? Unit, string? Person)
{
    /// <summary>Nobody is named.</summary>
    public bool IsNobody => string.IsNullOrWhiteSpace(Unit) && string.IsNullOrWhiteSpace(Person);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[] { Unit, Person }.Where(static w => !string.IsNullOrWhiteSpace(w)));
}
