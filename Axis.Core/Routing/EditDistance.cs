namespace Axis.Core.Routing;

/// <summary>Damerau–Levenshtein distance in its optimal string alignment form: insert, delete, change, or swap two neighbours, each costing one.</summary>
public static class EditDistance
{
    /// <summary>Longest text compared, in characters; what is beyond it is not looked at.</summary>
    public const int MaxLength = 96;

    /// <summary>The distance.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left[..Math.Min(left.Length, MaxLength)];
        right = right[..Math.Min(right.Length, MaxLength)];
        Span<int> before = stackalloc int[MaxLength + 1];
        Span<int> last = stackalloc int[MaxLength + 1];
        Span<int> row = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                row[j] = cost;
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[right.Length];
    }
}
