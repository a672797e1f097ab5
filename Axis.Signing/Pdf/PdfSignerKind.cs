namespace Axis.Signing.Pdf;

/// <summary>Who a signature of a document is by (SIG-01).</summary>
public enum PdfSignerKind
{
    /// <summary>Cannot be told from the certificate.</summary>
    Unknown = 0,

    /// <summary>A person: the one competent to sign.</summary>
    Person = 1,

    /// <summary>An agency: its clerk applies it.</summary>
    Agency = 2,

    /// <summary>A timestamp authority: a document timestamp.</summary>
    TimestampAuthority = 3,
}
