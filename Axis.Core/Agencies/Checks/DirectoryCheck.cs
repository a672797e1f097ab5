namespace Axis.Core.Agencies.Checks;

/// <summary>All rules that a change of the directory has to keep, in the order in which people read them.</summary>
public static class DirectoryCheck
{
    private static readonly Func<DirectoryCase, IEnumerable<DirectoryFinding>>[] Rules =
    [
        MintedCodeRule.Check, ReissuedCodeRule.Check, SharedCodeRule.Check, PairRule.Check, SchemeRule.Check, ClosedTierRule.Check, VersionRule.Check,
        SuccessorRule.Check, ParentRule.Check, CouncilRule.Check, IssuingActRule.Check,
    ];

    /// <summary>What the rules say of the change; none when it keeps them all.</summary>
    public static IReadOnlyList<DirectoryFinding> Run(DirectoryCase change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return [.. Rules.SelectMany(rule => rule(change))];
    }
}
