using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Returning;

namespace Axis.Node;

/// <summary>
/// The journey of a document through this node: every list of steps, in order, in one place. Each list ends at one durable commit.
/// <c>axis node journey</c> prints it; a test holds it against the services that run it.
/// </summary>
public static class Journey
{
    /// <summary>All lists.</summary>
    public static IReadOnlyList<JourneyList> Lists { get; } =
    [
        new(
            "Submit",
            "Gửi văn bản",
            typeof(Submission),
            [
                new(typeof(Compose), "soạn gói tin từ các trường và tệp"),
                new(typeof(Validate), "kiểm tra quy tắc, nơi gửi, đường tới từng nơi nhận, bí mật nhà nước"),
                new(typeof(RegisterNumber), "giữ số văn bản"),
                new(typeof(SignDraft), "ký gói tin bằng khóa của cơ quan"),
                new(typeof(StoreDraft), "ghi bền gói tin, sổ, lượt chuyển, theo dõi và biên nhận"),
            ],
            "trả lời văn thư; ký không được thì số bị hủy, có ghi lại"),
        new(
            "Dispatch",
            "Chuyển đi",
            typeof(DeliveryPump),
            [
                new(typeof(Deliver), "chào gửi, chuyển nội dung qua TLS hai chiều"),
                new(typeof(KeepReceipt), "ghi bền biên nhận của nút láng giềng"),
            ],
            "lặp lại được, không mất, không trùng"),
        new(
            "Receive",
            "Nhận đến",
            typeof(ReceiveDelivery),
            [
                new(typeof(Authenticate), "đúng nút láng giềng, đúng quyền chuyển"),
                new(typeof(StoreBytes), "giữ nguyên từng byte"),
                new(typeof(RoutePacket), "chọn đường tới từng nơi nhận"),
                new(typeof(Verify), "dạng gốc, chữ ký, ràng buộc với nơi gửi, thu hồi"),
                new(typeof(TakeHere), "đưa vào hộp đến của cơ quan tại nút này, cùng việc phải làm"),
                new(typeof(Forward), "giao tiếp cho nút kế tiếp"),
                new(typeof(Quarantine), "cách ly gói tin không được chuyển, giữ làm chứng cứ"),
                new(typeof(IssueReceipts), "ký biên nhận, ghi bền cùng gói tin"),
            ],
            "trả lời nút láng giềng"),
        new(
            "Return",
            "Trả về",
            typeof(ReturnReceipts),
            [
                new(typeof(VerifyReceipt), "kiểm tra biên nhận, niêm ký và quyền của nút cấp"),
                new(typeof(Track), "cập nhật theo dõi của từng nơi nhận"),
                new(typeof(PassOn), "chuyển tiếp biên nhận về nơi gửi"),
            ],
            "biên nhận và trạng thái trên đường về"),
    ];
}

/// <summary>One list of steps.</summary>
/// <param name="Name">Its English name.</param>
/// <param name="NameVi">Its Vietnamese name.</param>
/// <param name="Service">The service that runs the steps in this order.</param>
/// <param name="Steps">The steps.</param>
/// <param name="End">What follows the durable commit at its end.</param>
public sealed record JourneyList(string Name, string NameVi, Type Service, IReadOnlyList<JourneyStep> Steps, string End);

/// <summary>One step.</summary>
/// <param name="Step">The class that is the step.</param>
/// <param name="Purpose">What it does, in Vietnamese.</param>
public sealed record JourneyStep(Type Step, string Purpose);
