using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>What each business kind must and must not carry (edXML §5.3, §10; RCL-12).</summary>
internal static class BusinessProfile
{
    public static void Check(DocumentMessage message, ProfileCheck check)
    {
        var business = message.Business;
        check.Optional(business.TargetDocumentId, "Bussiness/DocumentId", "Mã văn bản bị thay đổi", 255);
        check.Optional(business.Reason, "Bussiness/BussinessDocReason", "Lý do", 500);
        foreach (var staff in business.Staff)
        {
            check.Staff(staff, "Bussiness/StaffInfo");
        }

        if (business is not NewDocument && string.IsNullOrWhiteSpace(business.Reason))
        {
            check.Add("W11", "Bussiness/BussinessDocReason", "Thu hồi, cập nhật hoặc thay thế văn bản phải nêu lý do.", "A recall, update or replacement needs a reason.");
        }

        switch (business)
        {
            case Recall when message.ResponseFor.Count == 0:
                check.Add("W03", "ResponseFor", "Thu hồi phải nêu văn bản bị thu hồi.", "A recall must name the documents recalled.");
                break;
            case Update update:
                CheckUpdate(update, check);
                break;
            case Replacement replacement:
                CheckReplacement(replacement, check);
                break;
        }
    }

    private static void CheckUpdate(Update update, ProfileCheck check)
    {
        check.Required(update.TargetDocumentId, "Bussiness/DocumentId", "mã văn bản được cập nhật", 255);
        if (update.DocumentReceiver != update.Receivers.Count > 0)
        {
            check.Add(
                "W03",
                "Bussiness/BussinessDocumentInfo/ReceiverList",
                "Danh sách nơi nhận thay đổi phải có khi và chỉ khi đánh dấu thay đổi nơi nhận.",
                "The list of changed receivers must be there exactly when receivers are marked as changed.");
        }

        var seen = new HashSet<Agencies.OrganId>();
        foreach (var receiver in update.Receivers)
        {
            check.Agency(receiver.OrganId, "W09", "Bussiness/BussinessDocumentInfo/ReceiverList/Receiver/OrganId", "nơi nhận thay đổi");
            if (!seen.Add(receiver.OrganId))
            {
                check.Add("W09", "Bussiness/BussinessDocumentInfo/ReceiverList/Receiver", $"Nơi nhận {receiver.OrganId} được nêu hai lần; hãy bỏ bớt.", $"The receiver {receiver.OrganId} stands twice.");
            }
        }
    }

    private static void CheckReplacement(Replacement replacement, ProfileCheck check)
    {
        const string Field = "Bussiness/ReplacementInfoList/ReplacementInfo";
        if (!string.IsNullOrEmpty(replacement.TargetDocumentId))
        {
            check.Add("W03", "Bussiness/DocumentId", "Thay thế văn bản chỉ nêu văn bản bị thay thế trong danh sách thay thế.", "A replacement names the replaced documents in its list only.");
        }

        if (replacement.Replaced.Count == 0)
        {
            check.Add("W03", Field, "Thay thế phải nêu ít nhất một văn bản bị thay thế.", "A replacement must name at least one replaced document.");
        }

        foreach (var replaced in replacement.Replaced)
        {
            check.Required(replaced.DocumentId, Field + "/DocumentId", "mã văn bản bị thay thế", 255);
            if (replaced.Agencies.Count == 0)
            {
                check.Add("W03", Field + "/OrganIdList", "Văn bản bị thay thế phải nêu ít nhất một đơn vị.", "A replaced document must name at least one agency.");
            }

            foreach (var agency in replaced.Agencies)
            {
                check.Agency(agency, "W09", Field + "/OrganIdList/OrganId", "đơn vị của văn bản bị thay thế");
            }
        }
    }
}
