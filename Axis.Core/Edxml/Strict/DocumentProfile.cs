using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>The strict profile of a document packet (edXML §5, §10); lengths are those of §5.1.</summary>
internal static class DocumentProfile
{
    public static void Check(DocumentMessage message, ProfileCheck check)
    {
        check.Organ(message.From, "W08", "From", "cơ quan gửi");
        Receivers(message, check);
        check.Required(message.DocumentId, "DocumentId", "mã văn bản", 255);
        check.Required(message.CodeNumber, "Code/CodeNumber", "số văn bản", 11);
        check.Required(message.CodeNotation, "Code/CodeNotation", "ký hiệu văn bản", 30);
        check.Required(message.Place, "PromulgationInfo/Place", "địa danh", 50);
        if (message.PromulgationDate is null)
        {
            check.Add("W05", "PromulgationInfo/PromulgationDate", "Thiếu ngày ban hành; hãy nhập rồi gửi lại.", "PromulgationDate is required.", Rules.ValidationLevel.L3);
        }

        check.Date(message.PromulgationDate, "PromulgationInfo/PromulgationDate", "Ngày ban hành");
        check.NotNegative(message.Type.Type, "DocumentType/Type", "Nhóm loại văn bản");
        check.NotNegative(message.Type.TypeDetail ?? 0, "DocumentType/TypeDetail", "Mã loại văn bản");
        check.Required(message.Type.TypeName, "DocumentType/TypeName", "tên loại văn bản", 100);
        check.Required(message.Subject, "Subject", "trích yếu", 500);
        check.Optional(message.Content, "Content", "Nội dung tóm tắt", 500);
        check.Optional(message.SignerCompetence, "SignerInfo/Competence", "Quyền hạn ký", 100);
        check.Optional(message.SignerPosition, "SignerInfo/Position", "Chức vụ người ký", 100);
        check.Required(message.SignerFullName, "SignerInfo/FullName", "họ tên người ký", 50);
        check.Date(message.DueDate, "DueDate", "Hạn xử lý");
        OtherInfo(message, check);
        foreach (var response in message.ResponseFor)
        {
            check.ResponseFor(response, "ResponseFor");
        }

        check.NotNegative(message.SteeringType, "SteeringType", "Loại chỉ đạo");
        Items(message.TaskCodes, "ResponseForTask/TaskCode", "Mã nhiệm vụ", 255, check);
        check.Optional(message.ApplicationType, "ApplicationType", "Loại ứng dụng", 100);
        Items(message.ToPlaces, "ToPlaces/Place", "Nơi nhận", 150, check);
        Trace(message, check);
        BusinessProfile.Check(message, check);
        Attachments(message, check);
    }

    private static void Receivers(DocumentMessage message, ProfileCheck check)
    {
        if (message.To.Count == 0)
        {
            check.Add("W09", "To", "Chưa có đơn vị nhận; hãy chọn ít nhất một đơn vị.", "There is no receiver.", Rules.ValidationLevel.L2);
        }

        var seen = new HashSet<OrganId>();
        foreach (var organ in message.To)
        {
            check.Organ(organ, "W09", "To", "đơn vị nhận");
            if (!seen.Add(organ.OrganId))
            {
                check.Add("W09", "To", $"Đơn vị nhận {organ.OrganId} được nêu hai lần; hãy bỏ bớt.", $"The receiver {organ.OrganId} stands twice.", Rules.ValidationLevel.L2);
            }
        }
    }

    private static void OtherInfo(DocumentMessage message, ProfileCheck check)
    {
        if (message.Priority is < 0 or > 4)
        {
            check.Add("W05", "OtherInfo/Priority", "Mức độ khẩn phải từ 0 đến 4.", "Priority must lie between 0 and 4.");
        }

        check.Optional(message.SphereOfPromulgation, "OtherInfo/SphereOfPromulgation", "Phạm vi ban hành", 100);
        check.Optional(message.TyperNotation, "OtherInfo/TyperNotation", "Ký hiệu người soạn thảo", 10);
        check.NotNegative(message.PromulgationAmount, "OtherInfo/PromulgationAmount", "Số bản phát hành");
        check.NotNegative(message.PageAmount, "OtherInfo/PageAmount", "Số trang");
        check.Optional(message.ReplyFors, "OtherInfo/ReplyFors", "Danh sách văn bản được trả lời", 500);
        check.Optional(message.ReferenceCodes, "OtherInfo/ReferenceCodes", "Danh sách văn bản liên quan", 500);
        Items(message.Appendixes, "OtherInfo/Appendixes/Appendix", "Tên phụ lục", 500, check);
    }

    private static void Items(IReadOnlyList<string> items, string field, string nameVi, int max, ProfileCheck check)
    {
        foreach (var item in items)
        {
            if (string.IsNullOrEmpty(item))
            {
                check.Add("W05", field, $"{nameVi} có một dòng rỗng; hãy bỏ dòng đó.", $"{field} has an empty item.");
            }

            check.Optional(item, field, nameVi, max);
        }
    }

    private static void Trace(DocumentMessage message, ProfileCheck check)
    {
        if (message.TraceHeaders.Count == 0)
        {
            check.Add("W03", "TraceHeaderList", "Thiếu dấu vết của hệ thống gửi (TraceHeader).", "The sender's TraceHeader is required.");
        }

        foreach (var header in message.TraceHeaders)
        {
            check.Agency(header.OrganId, "W03", "TraceHeaderList/TraceHeader/OrganId", "hệ thống xử lý gói tin");
            check.Timestamp(header.Timestamp, "TraceHeaderList/TraceHeader/Timestamp", "thời điểm xử lý gói tin");
        }
    }

    private static void Attachments(DocumentMessage message, ProfileCheck check)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attachment in message.Attachments)
        {
            check.Required(attachment.ContentId, "Attachment/ContentId", "mã của tệp", 255);
            check.Required(attachment.Name, "Attachment/AttachmentName", "tên tệp", 500);
            check.Required(attachment.ContentType, "Attachment/ContentType", "nhãn kiểu tệp", 255);
            check.Optional(attachment.Description, "Attachment/Description", "Mô tả tệp", 500);
            if (attachment.ContentId.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) || !seen.Add(attachment.ContentId))
            {
                check.Add("W07", "Attachment/ContentId", "Mã của tệp bị lặp hoặc đã mang sẵn \"cid:\".", "A file's ContentId is repeated or already carries 'cid:'.");
            }
        }
    }
}
