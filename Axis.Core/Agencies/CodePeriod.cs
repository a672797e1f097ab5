namespace Axis.Core.Agencies;

/// <summary>Another identifier of an agency and the time it was in use (LVL-04, REF-01).</summary>
/// <param name="Code">The identifier.</param>
/// <param name="Kind">What it is to the agency.</param>
/// <param name="From">In use from; <c>null</c> = since ever.</param>
/// <param name="To">In use until; <c>null</c> while it is.</param>
public sealed record CodePeriod(OrganId Code, CodeKind Kind, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>What another identifier is to the agency.</summary>
public enum CodeKind
{
    /// <summary>The QCVN 102:2016 code paired with the QĐ 20/2020 code (<c>code102</c>, IDC-04): the same identifier in the other spelling.</summary>
    Pair = 1,

    /// <summary>A former code.</summary>
    Former = 2,

    /// <summary>Another identifier in use beside the current one.</summary>
    Alternative = 3,
}
