using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>Blocks that documents and statuses share.</summary>
internal static class StrictBlocks
{
    public static Organ Organ(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var id = StrictText.Organ(children.RequiredText("OrganId"), children.PathOf("OrganId"));
        var inCharge = children.OptionalText("OrganizationInCharge");
        var organ = new Organ(
            id,
            OrganName: children.OptionalText("OrganName"),
            OrganizationInCharge: inCharge,
            OrganAdd: children.OptionalText("OrganAdd"),
            Email: children.OptionalText("Email"),
            Telephone: children.OptionalText("Telephone"),
            Fax: children.OptionalText("Fax"),
            Website: children.OptionalText("Website"));
        children.End();
        return organ;
    }

    public static ResponseFor ResponseFor(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var response = new ResponseFor(
            StrictText.Organ(children.RequiredText("OrganId"), children.PathOf("OrganId")),
            children.OptionalText("Code"),
            children.OptionalText("DocumentId"),
            children.OptionalText("PromulgationDate") is { } date ? StrictText.Date(date, children.PathOf("PromulgationDate")) : null);
        children.End();
        return response;
    }

    public static StaffInfo Staff(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var staff = new StaffInfo(
            children.OptionalText("Department"),
            children.OptionalText("DepartmentId"),
            children.OptionalText("Staff"),
            children.OptionalText("StaffId"),
            children.OptionalText("Email"),
            children.OptionalText("Mobile"));
        children.End();
        return staff != new StaffInfo()
            ? staff
            : throw Fault.Of(EdxmlFaults.Value, path, "rỗng; phần tử tùy chọn không có nội dung thì phải bỏ đi", "is empty; an optional element without content is left out");
    }
}
