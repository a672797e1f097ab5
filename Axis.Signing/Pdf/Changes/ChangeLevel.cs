namespace Axis.Signing.Pdf.Changes;

/// <summary>What later saves may change (ISO 32000-2 §12.8.2.2). Signatures, validation data and document timestamps are always among it.</summary>
internal enum ChangeLevel
{
    /// <summary>DocMDP P=1: only validation data and document timestamps.</summary>
    Nothing = 1,

    /// <summary>No DocMDP: further signatures. An official document is no form to be filled in after it was signed.</summary>
    Signatures = 2,

    /// <summary>DocMDP P=2: fields may be filled in too.</summary>
    FormFilling = 3,

    /// <summary>DocMDP P=3: annotations too.</summary>
    Annotations = 4,
}
