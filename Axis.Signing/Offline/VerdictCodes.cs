namespace Axis.Signing.Offline;

/// <summary>A verdict as one number, the same that <c>axis verify</c> ends with. Stable.</summary>
public static class VerdictCodes
{
    /// <summary>TOTAL-PASSED.</summary>
    public const int Passed = 0;

    /// <summary>TOTAL-FAILED.</summary>
    public const int Failed = 1;

    /// <summary>INDETERMINATE: never a pass.</summary>
    public const int Undecided = 4;
}
