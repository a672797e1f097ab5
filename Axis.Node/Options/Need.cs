using System.Numerics;

namespace Axis.Node.Options;

/// <summary>Sentences of the checks that most sections share.</summary>
internal static class Need
{
    public static string? Positive<T>(string key, T value)
        where T : INumber<T> => T.IsPositive(value) && !T.IsZero(value) ? null : $"{key} phải lớn hơn 0, không phải {value}.";

    public static string? NotNegative<T>(string key, T value)
        where T : INumber<T> => T.IsNegative(value) ? $"{key} không được nhỏ hơn 0 (đang là {value})." : null;

    public static string? Between<T>(string key, T value, T low, T high)
        where T : INumber<T> => value >= low && value <= high ? null : $"{key} phải nằm trong khoảng {low} đến {high}, không phải {value}.";

    public static string? AtLeast<T>(string key, T value, string otherKey, T other)
        where T : INumber<T> => value >= other ? null : $"{key} ({value}) không được nhỏ hơn {otherKey} ({other}).";

    public static string? OneOf(string key, string value, params ReadOnlySpan<string> allowed) =>
        allowed.Contains(value) ? null : $"{key} phải là {string.Join(" hoặc ", allowed.ToArray())}, không phải '{value}'.";

    /// <summary>The sentences that are there.</summary>
    public static IEnumerable<string> All(params IEnumerable<string?> sentences) => sentences.OfType<string>();
}
