namespace Axis.Signing.Pdf;

/// <summary>Encodings of a signature value (ISO 32000-2 table 255).</summary>
public static class PdfSubFilters
{
    /// <summary>PAdES (EN 319 142-1).</summary>
    public const string Cades = "ETSI.CAdES.detached";

    /// <summary>CMS over the document, as most signing software of the last twenty years writes it.</summary>
    public const string Pkcs7 = "adbe.pkcs7.detached";

    /// <summary>A timestamp of the whole document (EN 319 142-1 §5.4.3).</summary>
    public const string DocumentTimestamp = "ETSI.RFC3161";
}
