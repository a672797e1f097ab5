namespace Axis.Signing.Xades.General;

/// <summary>Where a signature stands to what it signs (XMLDSig 1.1 §2).</summary>
[Flags]
public enum SignatureForm
{
    /// <summary>Not known: nothing could be followed.</summary>
    None = 0,

    /// <summary>Inside what it signs.</summary>
    Enveloped = 1,

    /// <summary>Around what it signs.</summary>
    Enveloping = 2,

    /// <summary>Beside it in the same document.</summary>
    DetachedInside = 4,

    /// <summary>Over another file.</summary>
    Detached = 8,

    /// <summary>Over another signature's value (EN 319 132-1 §5.2.7).</summary>
    Countersignature = 16,
}
