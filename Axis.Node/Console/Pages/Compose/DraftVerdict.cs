using Axis.Core.Contracts;

namespace Axis.Node.Console.Pages.Compose;

/// <summary>What a form would meet.</summary>
/// <param name="Errors">What would be refused, by the form's own field names.</param>
/// <param name="Warnings">What would only be said.</param>
internal sealed record DraftVerdict(IReadOnlyList<FieldProblem> Errors, IReadOnlyList<string> Warnings);
