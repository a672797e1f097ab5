namespace Axis.Core.Agencies;

/// <summary>One successor link of a closed agency (REF-01).</summary>
/// <param name="To">The agency that continues it.</param>
/// <param name="Kind">How.</param>
/// <param name="EffectiveFrom">Since when.</param>
/// <param name="LegalAct">The deciding document, as text.</param>
public sealed record Succession(OrganId To, SuccessionKind Kind, DateTimeOffset EffectiveFrom, string LegalAct);

/// <summary>How an agency continues another (REF-01).</summary>
public enum SuccessionKind
{
    /// <summary>Sáp nhập.</summary>
    Merge = 1,

    /// <summary>Chia, tách.</summary>
    Split = 2,

    /// <summary>Đổi tên.</summary>
    Rename = 3,

    /// <summary>Giải thể.</summary>
    Abolish = 4,

    /// <summary>Chuyển giao.</summary>
    Transfer = 5,
}
