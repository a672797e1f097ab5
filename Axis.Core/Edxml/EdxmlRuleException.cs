using Axis.Core.Rules;

namespace Axis.Core.Edxml;

/// <summary>A message that the strict writer refuses to write. <see cref="Exception.Message"/> lists the English sentences.</summary>
public sealed class EdxmlRuleException(IReadOnlyList<Violation> violations)
    : Exception(string.Join(" ", violations.Select(static v => $"[{v.Code}] {v.SentenceEn}")))
{
    /// <summary>Every rule broken, with the ids of the strict profile (W01–W11).</summary>
    public IReadOnlyList<Violation> Violations { get; } = violations;
}
