using Axis.Core.Contracts;

namespace Axis.Node.Api;

/// <summary>Lists are paged by key: an answer stays right while rows are added.</summary>
internal static class Paging
{
    /// <summary>Rows of a page when the caller does not say.</summary>
    public const int Usual = 50;

    /// <summary>Most rows of a page.</summary>
    public const int Most = 500;

    public static int Limit(int? limit) => limit switch
    {
        null => Usual,
        >= 1 and <= Most => limit.Value,
        _ => throw new RefusedException(ApiRefusals.Parameter("limit", $"số từ 1 đến {Most}", $"a number from 1 to {Most}")),
    };

    public static Page<TView> Of<TRow, TView>(IReadOnlyList<TRow> rows, int limit, Func<TRow, TView> view, Func<TRow, string> key) =>
        new([.. rows.Select(view)], rows.Count == limit ? key(rows[^1]) : null);
}
