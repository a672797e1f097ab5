namespace Axis.Core.Tracking;

/// <summary>Where one document stands with one recipient. The values 1…6 are the wire's status codes (edXML §6.5).</summary>
public enum DocumentState
{
    /// <summary>Sent, nothing heard yet.</summary>
    Sent = 0,

    /// <summary>01 đã đến.</summary>
    Arrived = 1,

    /// <summary>02 từ chối tiếp nhận: final (STA-10).</summary>
    Refused = 2,

    /// <summary>03 đã tiếp nhận.</summary>
    Accepted = 3,

    /// <summary>04 phân công.</summary>
    Assigned = 4,

    /// <summary>05 đang xử lý.</summary>
    Processing = 5,

    /// <summary>06 hoàn thành.</summary>
    Finished = 6,

    /// <summary>The axis could not deliver it; yields to any later sign that it arrived.</summary>
    Failed = 20,

    /// <summary>Withdrawn by its sender before the recipient saw it (RCL-06).</summary>
    Withdrawn = 21,
}
