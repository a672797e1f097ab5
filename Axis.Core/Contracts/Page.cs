namespace Axis.Core.Contracts;

/// <summary>One page of a list that is paged by key.</summary>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; <c>null</c> on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
