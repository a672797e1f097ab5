using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>The headers of a document packet, in any order and spelling that circulates.</summary>
internal static class TolerantDocument
{
    private static readonly string[] HeaderNames =
    [
        "From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate", "OtherInfo",
        "ResponseFor", "SteeringType", "ResponseForTask", "ApplicationType", "ToPlaces",
    ];

    private static readonly string[] OtherNames =
    [
        "Priority", "SphereOfPromulgation", "TyperNotation", "PromulgationAmount", "PageAmount", "ReplyFors", "Direction", "ReferenceCodes", "Appendixes",
    ];

    public static DocumentMessage Bind(PacketParts parts, DeviationLog log)
    {
        var header = new TolerantBlock(parts.MessageHeader, log, "", HeaderNames);
        var from = TolerantBlocks.Sender(header, log);
        var (number, notation) = Code(header, log);
        var promulgation = new TolerantBlock(header.One("PromulgationInfo"), log, "PromulgationInfo", "Place", "PromulgationDate");
        var signer = new TolerantBlock(header.One("SignerInfo"), log, "SignerInfo", "Competence", "Position", "FullName");
        var other = new TolerantBlock(header.One("OtherInfo"), log, "OtherInfo", OtherNames);
        var (traceHeaders, business) = TolerantTrace.Bind(parts.Header, log);
        return new DocumentMessage
        {
            From = from,
            To = Receivers(header, log),
            DocumentId = header.Text("DocumentId") ?? "",
            CodeNumber = number,
            CodeNotation = notation,
            Place = promulgation.Text("Place"),
            PromulgationDate = promulgation.Date("PromulgationDate"),
            Type = Type(header, log),
            Subject = header.Text("Subject") ?? "",
            Content = header.Text("Content"),
            SignerCompetence = signer.Text("Competence"),
            SignerPosition = signer.Text("Position"),
            SignerFullName = signer.Text("FullName"),
            DueDate = header.Date("DueDate"),
            Priority = Priority(other, log),
            SphereOfPromulgation = other.Text("SphereOfPromulgation"),
            TyperNotation = other.Text("TyperNotation"),
            PromulgationAmount = other.Integer("PromulgationAmount") ?? 1,
            PageAmount = other.Integer("PageAmount") ?? 1,
            ReplyFors = other.Text("ReplyFors"),
            Direction = other.Boolean("Direction"),
            ReferenceCodes = other.Text("ReferenceCodes"),
            Appendixes = new TolerantBlock(other.One("Appendixes"), log, "OtherInfo/Appendixes", "Appendix").Texts("Appendix"),
            ResponseFor = TolerantBlocks.ResponsesFor(header, log),
            SteeringType = header.Integer("SteeringType", "T11") ?? 0,
            TaskCodes = [.. header.All("ResponseForTask").SelectMany(e => new TolerantBlock(e, log, "ResponseForTask", "TaskCode").Texts("TaskCode"))],
            ApplicationType = header.Text("ApplicationType"),
            ToPlaces = [.. header.All("ToPlaces").SelectMany(e => new TolerantBlock(e, log, "ToPlaces", "Place").Texts("Place"))],
            TraceHeaders = traceHeaders,
            Business = business,
        };
    }

    private static List<Organ> Receivers(TolerantBlock header, DeviationLog log)
    {
        var receivers = new List<Organ>();
        var seen = new HashSet<OrganId>();
        foreach (var element in header.All("To"))
        {
            var organ = TolerantBlocks.Organ(element, "To", log);
            if (seen.Add(organ.OrganId))
            {
                receivers.Add(organ);
            }
            else
            {
                log.Add("T22", $"đơn vị nhận {organ.OrganId} được nêu nhiều lần, chỉ gửi một lần");
            }
        }

        if (receivers.Count == 0)
        {
            log.Add("T23", "không nêu đơn vị nhận; định tuyến theo thông tin của kết nối");
        }

        return receivers;
    }

    private static (string Number, string Notation) Code(TolerantBlock header, DeviationLog log)
    {
        var code = new TolerantBlock(header.One("Code"), log, "Code", "CodeNumber", "CodeNotation");
        var number = code.Text("CodeNumber") ?? "";
        var notation = code.Text("CodeNotation") ?? "";
        var slash = number.IndexOf('/', StringComparison.Ordinal);
        if (notation.Length > 0 || slash < 0)
        {
            return (number, notation);
        }

        log.Add("T29", $"CodeNumber viết \"{DeviationLog.Excerpt(number)}\", tách ở dấu gạch chéo đầu tiên");
        return (number[..slash].Trim(), number[(slash + 1)..].Trim());
    }

    private static DocumentType Type(TolerantBlock header, DeviationLog log)
    {
        var block = new TolerantBlock(header.One("DocumentType"), log, "DocumentType", "Type", "TypeDetail", "TypeName");
        var type = block.Integer("Type", "T12");
        var detail = block.Integer("TypeDetail", "T12");
        var name = block.Text("TypeName") ?? "";

        // The name is authoritative (edXML §6.4); without a readable group a document is an administrative one.
        return type is { } known
            ? new DocumentType(known, detail, name)
            : new DocumentType(DocumentTypes.AdministrativeGroup, detail ?? DocumentTypes.Find(name)?.Number, name);
    }

    private static int Priority(TolerantBlock other, DeviationLog log)
    {
        var value = other.Integer("Priority") ?? 0;
        if (value is >= 0 and <= 4)
        {
            return value;
        }

        log.Add("D06", $"OtherInfo/Priority là {value}, ngoài khoảng 0–4, đọc là 0");
        return 0;
    }
}
