namespace Axis.Signing.Canonical;

/// <summary>The order of C14N 1.0 §2.2: by code points, which UTF-16 units are not in once there are surrogates.</summary>
internal static class CodePointOrder
{
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return Rank(left[i]).CompareTo(Rank(right[i]));
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    // Surrogates stand for the code points above U+FFFF, so they come last.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
