namespace Axis.Core.Rules;

/// <summary>One rule that a message breaks.</summary>
/// <param name="Code">Stable rule id (W10, DOC-03, SEC-01 …).</param>
/// <param name="Level">The validation level the rule belongs to.</param>
/// <param name="Field">Path of the field below <c>MessageHeader</c>, or the block's name.</param>
/// <param name="SentenceVi">What is wrong and what to do, in Vietnamese.</param>
/// <param name="SentenceEn">The same in English.</param>
public sealed record Violation(string Code, ValidationLevel Level, string Field, string SentenceVi, string SentenceEn);
