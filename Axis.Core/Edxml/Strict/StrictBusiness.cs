using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>The <c>Bussiness</c> block (edXML §5.3), spelt as the standard spells it.</summary>
internal static class StrictBusiness
{
    public static Business Bind(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var target = children.OptionalText("DocumentId");
        var kind = children.RequiredText("BussinessDocType");
        var reason = children.OptionalText("BussinessDocReason");
        var paper = StrictText.Flag(children.RequiredText("Paper"), children.PathOf("Paper"));
        Business business = kind switch
        {
            "0" => new NewDocument(),
            "1" => new Recall(),
            "2" => Update(children.Required("BussinessDocumentInfo"), children.PathOf("BussinessDocumentInfo")),
            "3" => Replacement(children.Required("ReplacementInfoList"), children.PathOf("ReplacementInfoList")),
            _ => throw Fault.Of(EdxmlFaults.Value, children.PathOf("BussinessDocType"), "phải là 0, 1, 2 hoặc 3", "must be 0, 1, 2 or 3"),
        };
        business = business with
        {
            TargetDocumentId = target,
            Reason = reason,
            Paper = paper,
            Staff = children.Many("StaffInfo").ConvertAll(e => StrictBlocks.Staff(e, children.PathOf("StaffInfo"))),
        };
        children.End();
        return business;
    }

    private static Update Update(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var update = new Update
        {
            DocumentInfo = StrictText.Flag(children.RequiredText("DocumentInfo"), children.PathOf("DocumentInfo")),
            DocumentReceiver = StrictText.Flag(children.RequiredText("DocumentReceiver"), children.PathOf("DocumentReceiver")),
            Receivers = children.Optional("ReceiverList") is { } list ? Receivers(list, children.PathOf("ReceiverList")) : [],
        };
        children.End();
        return update;
    }

    private static List<ReceiverChange> Receivers(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var receivers = children.AtLeastOne("Receiver").ConvertAll(e =>
        {
            var inReceiver = new StrictChildren(e, children.PathOf("Receiver"));
            var change = new ReceiverChange(
                StrictText.Organ(inReceiver.RequiredText("OrganId"), inReceiver.PathOf("OrganId")),
                StrictText.Flag(inReceiver.RequiredText("ReceiverType"), inReceiver.PathOf("ReceiverType")));
            inReceiver.End();
            return change;
        });
        children.End();
        return receivers;
    }

    private static Replacement Replacement(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var replaced = children.AtLeastOne("ReplacementInfo").ConvertAll(e =>
        {
            var inInfo = new StrictChildren(e, children.PathOf("ReplacementInfo"));
            var id = inInfo.RequiredText("DocumentId");
            var listPath = inInfo.PathOf("OrganIdList");
            var inList = new StrictChildren(inInfo.Required("OrganIdList"), listPath);
            var agencies = inList.AtLeastOne("OrganId").ConvertAll(o => StrictText.Organ(StrictText.Of(o, inList.PathOf("OrganId")), inList.PathOf("OrganId")));
            inList.End();
            inInfo.End();
            return new ReplacedDocument(id, agencies);
        });
        children.End();
        return new Replacement { Replaced = replaced };
    }
}
