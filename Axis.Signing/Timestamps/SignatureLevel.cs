namespace Axis.Signing.Timestamps;

/// <summary>How long a signature's proof lasts: the baseline levels of XAdES (EN 319 132-1 §6.1).</summary>
public enum SignatureLevel
{
    /// <summary>The signature alone.</summary>
    B = 0,

    /// <summary>With a timestamp: it existed at a time.</summary>
    T = 1,

    /// <summary>With the certificates and the revocation data needed to verify it without asking anyone.</summary>
    LT = 2,

    /// <summary>With an archive timestamp over all of it, renewable without end.</summary>
    LTA = 3,
}
