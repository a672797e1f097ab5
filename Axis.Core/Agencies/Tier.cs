namespace Axis.Core.Agencies;

/// <summary>The administrative level of an agency or node: data of the directory, never computed from a code (LVL-01).</summary>
public enum Tier
{
    /// <summary>Trung ương.</summary>
    Central = 1,

    /// <summary>Tỉnh.</summary>
    Province = 2,

    /// <summary>Huyện (history only in the real directory from 01/7/2025, LVL-06).</summary>
    District = 3,

    /// <summary>Xã.</summary>
    Commune = 4,

    /// <summary>Ngoài hệ thống hành chính (LVL-03).</summary>
    Outside = 9,
}
