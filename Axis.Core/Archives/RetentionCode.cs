namespace Axis.Core.Archives;

/// <summary>Period of retention as archival packages code it, 01 to 07 (ARC-07; TT 05/2025/TT-BNV). The values are stored.</summary>
public enum RetentionCode
{
    /// <summary>01: for ever.</summary>
    Permanent = 1,

    /// <summary>02: 70 years.</summary>
    Years70 = 2,

    /// <summary>03: 50 years.</summary>
    Years50 = 3,

    /// <summary>04: 30 years.</summary>
    Years30 = 4,

    /// <summary>05: 20 years.</summary>
    Years20 = 5,

    /// <summary>06: 10 years.</summary>
    Years10 = 6,

    /// <summary>07: another period, in years beside the code.</summary>
    Other = 7,
}
