namespace Axis.Node.Storage;

/// <summary>State of an inbox item, as its clerk moved it.</summary>
public enum InboxState
{
    /// <summary>01 đã đến.</summary>
    Arrived = 1,

    /// <summary>02 từ chối.</summary>
    Refused = 2,

    /// <summary>03 đã tiếp nhận.</summary>
    Accepted = 3,

    /// <summary>04 phân công.</summary>
    Assigned = 4,

    /// <summary>05 đang xử lý.</summary>
    Processing = 5,

    /// <summary>06 hoàn thành.</summary>
    Finished = 6,

    /// <summary>Held for the clerk: chưa xác định.</summary>
    Held = 20,

    /// <summary>Recalled by its sender: the content is withheld for good, the row and its số đến stay (RCL-04).</summary>
    Recalled = 21,
}
