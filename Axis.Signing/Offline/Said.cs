using Axis.Core.Contracts;
using Axis.Signing.Trust.Explanations;

namespace Axis.Signing.Offline;

/// <summary>Findings in the language of the reader. Names, subjects and codes stay as they are.</summary>
public static class Said
{
    /// <summary>Checks.</summary>
    public static IReadOnlyList<CheckView> In(Language language, IReadOnlyList<CheckView> checks) =>
        language == Language.Vietnamese ? checks : [.. checks.Select(c => c with { Detail = EnglishSentences.In(language, c.Detail) })];

    /// <summary>What is said of a document's value.</summary>
    public static LegalValueView In(Language language, LegalValueView value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return language == Language.Vietnamese ? value : value with
        {
            Name = EnglishSentences.In(language, value.Name),
            Reasons = In(language, value.Reasons),
            Warnings = In(language, value.Warnings),
            Signatures = [.. value.Signatures.Select(s => s with { LaterAdditions = In(language, s.LaterAdditions), Checks = In(language, s.Checks) })],
        };
    }

    /// <summary>Sentences.</summary>
    public static IReadOnlyList<string> In(Language language, IReadOnlyList<string> sentences) =>
        language == Language.Vietnamese ? sentences : [.. sentences.Select(s => EnglishSentences.In(language, s))];
}
