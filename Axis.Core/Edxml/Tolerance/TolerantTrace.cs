using Axis.Core.Packets;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>The trace list with the business block inside it (edXML §5.2), or inside a trace header (T08).</summary>
internal static class TolerantTrace
{
    public static (List<TraceHeader> Headers, Business Business) Bind(ElementNode header, DeviationLog log)
    {
        var inHeader = new TolerantBlock(header, log, "edXMLHeader", "MessageHeader", "TraceHeaderList", "Signature", "DigitalSignature");
        var list = new TolerantBlock(inHeader.One("TraceHeaderList"), log, "TraceHeaderList", "Paper", "TraceHeader", "Bussiness", "Business");
        var headers = new List<TraceHeader>();
        var blocks = new List<ElementNode>(Named(list));
        var staff = new List<StaffInfo>();
        foreach (var element in list.All("TraceHeader"))
        {
            var block = new TolerantBlock(element, log, "TraceHeader", "OrganId", "Sender", "Receiver", "Timestamp", "Bussiness", "Business", "StaffInfo");
            if (Entry(block, log) is { } entry)
            {
                headers.Add(entry);
            }

            foreach (var nested in Named(block))
            {
                log.Add("T08", $"{nested.LocalName} nằm trong TraceHeader");
                blocks.Add(nested);
            }

            foreach (var nested in block.All("StaffInfo"))
            {
                log.Add("T08", "StaffInfo nằm trong TraceHeader");
                if (TolerantBlocks.Staff(nested, "TraceHeader/StaffInfo", log) is { } person)
                {
                    staff.Add(person);
                }
            }
        }

        if (headers.Count > 1)
        {
            log.Add("T26", $"có {headers.Count} TraceHeader");
        }

        if (blocks.Count > 1)
        {
            log.Add("T25", $"có {blocks.Count} khối Bussiness, dùng khối đầu tiên có nội dung");
        }

        var business = TolerantBusiness.Bind(blocks.Find(static b => b.Children.Count > 0) ?? blocks.FirstOrDefault(), log);
        return (headers, staff.Count == 0 ? business : business with { Staff = [.. business.Staff, .. staff] });
    }

    private static IEnumerable<ElementNode> Named(TolerantBlock block) => block.All("Bussiness").Concat(block.All("Business"));

    private static TraceHeader? Entry(TolerantBlock block, DeviationLog log)
    {
        // Before 2016 an entry named sender and receiver instead of one system.
        var element = block.One("OrganId") ?? block.One("Sender");
        var text = element?.Children.Find(static c => c.LocalName == "OrganId")?.Text ?? element?.Text;
        if (string.IsNullOrWhiteSpace(text))
        {
            log.Add("D07", "TraceHeader không có mã định danh, đã bỏ qua");
            return null;
        }

        var id = block.Organ(text, "TraceHeader/OrganId");
        return id.IsEmpty ? null : new TraceHeader(id, block.Timestamp("Timestamp"));
    }
}
