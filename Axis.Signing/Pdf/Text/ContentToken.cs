using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Text;

/// <summary>One token of a content stream: an operand, or an operator by its name.</summary>
/// <param name="Operand">The operand; <c>null</c> for an operator.</param>
/// <param name="Operator">The operator; <c>null</c> for an operand.</param>
internal readonly record struct ContentToken(PdfValue? Operand, string? Operator);
