using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>The strict profile of a status packet (edXML §9).</summary>
internal static class StatusProfile
{
    public static void Check(StatusMessage message, ProfileCheck check)
    {
        check.Organ(message.From, "W08", "From", "cơ quan gửi");
        if (message.ResponseFor.Count == 0)
        {
            check.Add("W09", "ResponseFor", "Thông báo trạng thái phải nêu văn bản và cơ quan nhận thông báo.", "A status must name the document and its addressee.");
        }

        foreach (var response in message.ResponseFor)
        {
            check.ResponseFor(response, "ResponseFor");
            check.Required(response.Code, "ResponseFor/Code", "số/ký hiệu của văn bản", 100);
            check.Required(response.DocumentId, "ResponseFor/DocumentId", "mã văn bản", 255);
        }

        if (message.Staff is { } staff)
        {
            check.Staff(staff, "StaffInfo");
        }

        if (message.StatusCode is not ("01" or "02" or "03" or "04" or "05" or "06" or "13" or "15" or "16"))
        {
            check.Add("W11", "StatusCode", "Mã trạng thái phải là 01–06, 13, 15 hoặc 16, viết bằng hai chữ số.", "The status code must be 01–06, 13, 15 or 16, in two digits.");
        }

        if (message.StatusCode is "02" or "13" or "16" && string.IsNullOrWhiteSpace(message.Description))
        {
            check.Add("W11", "Description", "Từ chối hoặc lấy lại phải nêu lý do.", "A refusal or a request to take back needs a reason.");
        }

        check.Optional(message.Description, "Description", "Nội dung thông báo", 1000);
        check.Timestamp(message.Timestamp, "Timestamp", "thời điểm của trạng thái");
    }
}
