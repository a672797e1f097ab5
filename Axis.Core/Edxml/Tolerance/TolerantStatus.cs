using Axis.Core.Packets;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>A status header (edXML §9), legacy variants included.</summary>
internal static class TolerantStatus
{
    public static StatusMessage Bind(ElementNode header, DeviationLog log)
    {
        var block = new TolerantBlock(header, log, "", "From", "ResponseFor", "StaffInfo", "StatusCode", "Description", "Timestamp");
        var from = TolerantBlocks.Sender(block, log);
        var responses = TolerantBlocks.ResponsesFor(block, log);
        if (responses.Count == 0)
        {
            log.Add("D07", "thiếu ResponseFor: không biết thông báo về văn bản nào, gửi cho ai");
        }

        return new StatusMessage
        {
            From = from,
            ResponseFor = responses,
            Staff = TolerantBlocks.Staff(block.One("StaffInfo"), "StaffInfo", log),
            StatusCode = Code(block, log),
            Description = block.Text("Description"),
            Timestamp = block.Timestamp("Timestamp"),
        };
    }

    private static string Code(TolerantBlock block, DeviationLog log)
    {
        var raw = block.One("StatusCode")?.Text ?? "";
        var code = raw.Trim();
        code = code.Length == 1 && char.IsAsciiDigit(code[0]) ? "0" + code : code;
        if (code != raw || code.Length != 2 || !code.All(char.IsAsciiDigit))
        {
            log.Add("D08", $"StatusCode viết \"{DeviationLog.Excerpt(raw)}\"");
        }

        return code;
    }
}
