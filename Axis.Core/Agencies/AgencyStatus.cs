namespace Axis.Core.Agencies;

/// <summary>REF-01.</summary>
public enum AgencyStatus
{
    /// <summary>Đang hoạt động.</summary>
    Active = 0,

    /// <summary>Tạm khóa.</summary>
    Locked = 1,

    /// <summary>Đã đóng.</summary>
    Closed = 2,
}
