namespace Axis.Core.Agencies.Checks;

/// <summary>What a rule says of a changed agency.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="IsError">Whether the change must not be signed; else it is only said.</param>
/// <param name="Agency">The agency version it concerns.</param>
/// <param name="Sentence">What is wrong and what to do, in Vietnamese.</param>
public sealed record DirectoryFinding(string Rule, bool IsError, AgencyVersionId Agency, string Sentence);
