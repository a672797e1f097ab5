using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Output;

/// <summary>The last line under several verdicts: how many passed, failed and wait.</summary>
public static class VerdictCount
{
    /// <summary>The line.</summary>
    /// <param name="exitCodes">One per verdict: <see cref="ExitCodes.Done"/> passed, <see cref="ExitCodes.Refused"/> failed, others undetermined.</param>
    /// <param name="things">What was judged, in Vietnamese.</param>
    /// <param name="thingsEn">The same in English.</param>
    /// <param name="language">Which of them.</param>
    public static string Line(IReadOnlyCollection<int> exitCodes, string things, string thingsEn, Language language)
    {
        ArgumentNullException.ThrowIfNull(exitCodes);
        var failed = exitCodes.Count(static code => code == ExitCodes.Refused);
        var passed = exitCodes.Count(static code => code == ExitCodes.Done);
        var open = exitCodes.Count - passed - failed;
        return language == Language.English
            ? $"{exitCodes.Count} {thingsEn}: {passed} valid, {failed} not valid, {open} undetermined."
            : $"{exitCodes.Count} {things}: {passed} hợp lệ, {failed} không hợp lệ, {open} chưa xác định.";
    }
}
