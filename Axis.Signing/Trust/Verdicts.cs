namespace Axis.Signing.Trust;

/// <summary>The verdict as text, as EN 319 102-1 spells it.</summary>
public static class Verdicts
{
    /// <summary>Main indication, and the sub-indication after '/'.</summary>
    public static string Format(Indication indication, SubIndication sub)
    {
        var main = indication switch
        {
            Indication.TotalPassed => "TOTAL-PASSED",
            Indication.TotalFailed => "TOTAL-FAILED",
            _ => "INDETERMINATE",
        };
        return sub == SubIndication.None ? main : main + "/" + Name(sub);
    }

    /// <summary>Upper-case with underscores, e.g. <c>HASH_FAILURE</c>.</summary>
    public static string Name(SubIndication sub) =>
        string.Concat(sub.ToString().Select(static (c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
}
