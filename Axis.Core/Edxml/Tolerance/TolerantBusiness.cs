using Axis.Core.Packets;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>The business block, under its official spelling or the correct English one (T07).</summary>
internal static class TolerantBusiness
{
    private const string Path = "Bussiness";

    private static readonly string[] Names =
    [
        "DocumentId", "BussinessDocType", "BusinessDocType", "BussinessDocReason", "BusinessDocReason", "Paper", "BussinessDocumentInfo", "BusinessDocumentInfo",
        "ReplacementInfoList", "StaffInfo",
    ];

    public static Business Bind(ElementNode? element, DeviationLog log)
    {
        if (element is null)
        {
            log.Add("D07", "thiếu khối Bussiness, coi là văn bản mới");
        }
        else if (element.LocalName == "Business")
        {
            log.Add("T07", "khối viết là Business");
        }

        var block = new TolerantBlock(element, log, Path, Names);
        return Kind(block, log) with
        {
            TargetDocumentId = block.Text("DocumentId"),
            Reason = block.Text(Spelt(block, "BussinessDocReason", log)),
            Paper = block.Flag("Paper"),
            Staff = [.. block.All("StaffInfo").Select(e => TolerantBlocks.Staff(e, Path + "/StaffInfo", log)).OfType<StaffInfo>()],
        };
    }

    private static Business Kind(TolerantBlock block, DeviationLog log)
    {
        var name = Spelt(block, "BussinessDocType", log);
        switch (block.Integer(name))
        {
            case 1:
                return new Recall();
            case 2:
                return Update(block, log);
            case 3:
                return Replacement(block, log);
            case null or 0:
                return new NewDocument();
            case { } unknown:
                log.Add("D06", $"{Path}/{name} là {unknown}, không có loại này, coi là văn bản mới");
                return new NewDocument();
        }
    }

    private static string Spelt(TolerantBlock block, string official, DeviationLog log)
    {
        var english = official.Replace("Bussiness", "Business", StringComparison.Ordinal);
        if (block.All(official).Any() || !block.All(english).Any())
        {
            return official;
        }

        log.Add("T07", $"viết {english}");
        return english;
    }

    private static Update Update(TolerantBlock business, DeviationLog log)
    {
        var element = business.One(Spelt(business, "BussinessDocumentInfo", log));
        var info = new TolerantBlock(element, log, Path + "/BussinessDocumentInfo", "DocumentInfo", "DocumentReceiver", "ReceiverList");
        var list = new TolerantBlock(info.One("ReceiverList"), log, "ReceiverList", "Receiver");
        return new Update
        {
            DocumentInfo = info.Flag("DocumentInfo"),
            DocumentReceiver = info.Flag("DocumentReceiver"),
            Receivers =
            [
                .. list.All("Receiver").Select(e =>
                {
                    var receiver = new TolerantBlock(e, log, "Receiver", "OrganId", "ReceiverType");
                    return new ReceiverChange(receiver.Organ("OrganId"), receiver.Flag("ReceiverType"));
                }),
            ],
        };
    }

    private static Replacement Replacement(TolerantBlock business, DeviationLog log)
    {
        var lists = business.All("ReplacementInfoList").ToList();
        if (lists.Count > 1)
        {
            log.Add("T25", $"có {lists.Count} ReplacementInfoList, đã gộp lại");
        }

        var replaced = new List<ReplacedDocument>();
        foreach (var list in lists)
        {
            foreach (var element in new TolerantBlock(list, log, "ReplacementInfoList", "ReplacementInfo").All("ReplacementInfo"))
            {
                var info = new TolerantBlock(element, log, "ReplacementInfo", "DocumentId", "OrganIdList");
                var agencies = new TolerantBlock(info.One("OrganIdList"), log, "OrganIdList", "OrganId");
                replaced.Add(new ReplacedDocument(
                    info.Text("DocumentId") ?? "",
                    [.. agencies.All("OrganId").Select(e => agencies.Organ(e.Text, "OrganIdList/OrganId")).Where(static o => !o.IsEmpty)]));
            }
        }

        return new Replacement { Replaced = replaced };
    }
}
