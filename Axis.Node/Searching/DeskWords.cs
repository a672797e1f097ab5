namespace Axis.Node.Searching;

/// <summary>What a clerk looks for.</summary>
/// <param name="Words">Beginnings of words, in any order; diacritics and case do not matter. Empty when only the time is asked for.</param>
/// <param name="Side"><c>den</c> received, <c>di</c> sent; <c>null</c> or empty both.</param>
/// <param name="From">First day on which it came or went, Vietnam time.</param>
/// <param name="To">Last day.</param>
internal sealed record DeskWords(string? Words, string? Side, DateOnly? From, DateOnly? To);
