namespace Axis.Signing.Pdf.Structure;

/// <summary>A signature dictionary (ISO 32000-1 §12.8.1) and how it was found.</summary>
/// <param name="Field">Full name of its field; empty when no field names it.</param>
/// <param name="FieldNumber">Object number of the field; 0 when there is none.</param>
/// <param name="Number">Object number of the dictionary; 0 when it is written into the field.</param>
/// <param name="Dictionary">The dictionary; <c>null</c> when the field's value is something else.</param>
internal sealed record FoundSignature(string Field, int FieldNumber, int Number, PdfDictionary? Dictionary)
{
    /// <summary>Whether a field of the form leads to it.</summary>
    public bool InForm => FieldNumber != 0 || Field.Length > 0;

    public PdfString? Contents => Dictionary?["Contents"] as PdfString;

    /// <summary>What tells two signatures apart: where their value stands.</summary>
    public (long, int) Identity => Contents is { Start: >= 0 and var start } ? (start, 0) : (-1, Number);
}
