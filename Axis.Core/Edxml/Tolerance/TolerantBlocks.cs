using Axis.Core.Packets;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Blocks that documents and statuses share.</summary>
internal static class TolerantBlocks
{
    public static Organ Organ(ElementNode? element, string path, DeviationLog log)
    {
        var block = new TolerantBlock(element, log, path, "OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website");
        return new Organ(
            block.Organ("OrganId"),
            OrganName: block.Text("OrganName"),
            OrganizationInCharge: block.Text("OrganizationInCharge"),
            OrganAdd: block.Text("OrganAdd"),
            Email: block.Text("Email"),
            Telephone: block.Text("Telephone"),
            Fax: block.Text("Fax"),
            Website: block.Text("Website"));
    }

    /// <summary>The sender, without whom nothing can be done with a packet (L1).</summary>
    public static Organ Sender(TolerantBlock header, DeviationLog log)
    {
        var from = Organ(header.One("From"), "From", log);
        return !from.OrganId.IsEmpty
            ? from
            : throw new EdxmlFormatException(
                EdxmlFaults.NoSender, "MessageHeader/From/OrganId", "Gói tin không có mã định danh của cơ quan gửi.", "The packet has no usable identifier of its sender.");
    }

    public static List<ResponseFor> ResponsesFor(TolerantBlock header, DeviationLog log) =>
    [
        .. header.All("ResponseFor").Select(element =>
        {
            var block = new TolerantBlock(element, log, "ResponseFor", "OrganId", "Code", "DocumentId", "PromulgationDate");
            return new ResponseFor(block.Organ("OrganId"), block.Text("Code"), block.Text("DocumentId"), block.Date("PromulgationDate"));
        }),
    ];

    public static StaffInfo? Staff(ElementNode? element, string path, DeviationLog log)
    {
        var block = new TolerantBlock(element, log, path, "Department", "DepartmentId", "Staff", "StaffId", "Email", "Mobile");
        var staff = new StaffInfo(
            block.Text("Department"), block.Text("DepartmentId"), block.Text("Staff"), block.Text("StaffId"), block.Text("Email"), block.Text("Mobile"));
        return staff == new StaffInfo() ? null : staff;
    }
}
