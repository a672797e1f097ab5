using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Strict;

/// <summary>Blocks that documents and statuses share, in the order of edXML §5.1.</summary>
internal static class BlockOutput
{
    public static void Organ(CanonicalOutput output, string name, Organ organ)
    {
        output.Open(name);
        output.Leaf("OrganId", organ.OrganId.Value);
        output.OptionalLeaf("OrganizationInCharge", organ.OrganizationInCharge);
        output.OptionalLeaf("OrganName", organ.OrganName);
        output.OptionalLeaf("OrganAdd", organ.OrganAdd);
        output.OptionalLeaf("Email", organ.Email);
        output.OptionalLeaf("Telephone", organ.Telephone);
        output.OptionalLeaf("Fax", organ.Fax);
        output.OptionalLeaf("Website", organ.Website);
        output.Close(name);
    }

    public static void ResponseFor(CanonicalOutput output, ResponseFor response)
    {
        output.Open("ResponseFor");
        output.Leaf("OrganId", response.OrganId.Value);
        output.OptionalLeaf("Code", response.Code);
        output.OptionalLeaf("DocumentId", response.DocumentId);
        if (response.PromulgationDate is { } date)
        {
            output.Leaf("PromulgationDate", VietnamTime.FormatDate(date));
        }

        output.Close("ResponseFor");
    }

    public static void Staff(CanonicalOutput output, StaffInfo staff)
    {
        if (string.IsNullOrEmpty(staff.Department + staff.DepartmentId + staff.Staff + staff.StaffId + staff.Email + staff.Mobile))
        {
            return;
        }

        output.Open("StaffInfo");
        output.OptionalLeaf("Department", staff.Department);
        output.OptionalLeaf("DepartmentId", staff.DepartmentId);
        output.OptionalLeaf("Staff", staff.Staff);
        output.OptionalLeaf("StaffId", staff.StaffId);
        output.OptionalLeaf("Email", staff.Email);
        output.OptionalLeaf("Mobile", staff.Mobile);
        output.Close("StaffInfo");
    }
}
