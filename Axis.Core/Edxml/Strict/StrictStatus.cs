using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>The header of a status packet (edXML §9).</summary>
internal static class StrictStatus
{
    public static StatusMessage Bind(ElementNode header, string path)
    {
        var children = new StrictChildren(header, path);
        var from = StrictBlocks.Organ(children.Required("From"), children.PathOf("From"));
        var responses = children.AtLeastOne("ResponseFor").ConvertAll(e => StrictBlocks.ResponseFor(e, children.PathOf("ResponseFor")));
        var staff = children.Optional("StaffInfo") is { } element ? StrictBlocks.Staff(element, children.PathOf("StaffInfo")) : null;
        var status = new StatusMessage
        {
            From = from,
            ResponseFor = responses,
            Staff = staff,
            StatusCode = children.RequiredText("StatusCode"),
            Description = children.OptionalText("Description"),
            Timestamp = StrictText.Timestamp(children.RequiredText("Timestamp"), children.PathOf("Timestamp")),
        };
        children.End();
        return status;
    }
}
