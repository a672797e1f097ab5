namespace Axis.Core.Agencies;

/// <summary>The two stores of trust anchors: which law stands behind a certification authority (rules SIG-06, SIG-07).</summary>
public enum TrustStore
{
    /// <summary>Chữ ký số chuyên dùng công vụ (NĐ 68/2024/NĐ-CP): agencies, nodes, civil servants.</summary>
    Official = 1,

    /// <summary>Chữ ký số công cộng (NĐ 23/2025/NĐ-CP): enterprises and citizens.</summary>
    Public = 2,
}
