namespace Axis.Signing.Pdf;

/// <summary>Whether an electronic document has the value of the signed paper (rule SIG-01, NĐ 30/2020 Điều 5.1).</summary>
public enum LegalValue
{
    /// <summary>Not enough is known: never shown as having value.</summary>
    Unknown = 0,

    /// <summary>Signed by the competent person and then by the agency, both valid.</summary>
    HasValue = 1,

    /// <summary>A signature is wrong, missing or in the wrong order.</summary>
    Not = 2,

    /// <summary>There is no signature at all.</summary>
    None = 3,
}
