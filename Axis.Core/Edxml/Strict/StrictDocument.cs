using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>The headers of a document packet (edXML §5.1–§5.3).</summary>
internal static class StrictDocument
{
    public static DocumentMessage Bind(ElementNode header, string path, ElementNode trace, string tracePath)
    {
        var children = new StrictChildren(header, path);
        var (traceHeaders, business) = Trace(trace, tracePath);

        // Object initialisers run in the order written, which is the order of the wire.
        var from = StrictBlocks.Organ(children.Required("From"), children.PathOf("From"));
        var to = children.AtLeastOne("To").ConvertAll(e => StrictBlocks.Organ(e, children.PathOf("To")));
        RefuseRepeatedTo(to, children.PathOf("To"));
        var documentId = children.RequiredText("DocumentId");
        var code = new StrictChildren(children.Required("Code"), children.PathOf("Code"));
        var number = code.RequiredText("CodeNumber");
        var notation = code.RequiredText("CodeNotation");
        code.End();
        var promulgation = new StrictChildren(children.Required("PromulgationInfo"), children.PathOf("PromulgationInfo"));
        var place = promulgation.RequiredText("Place");
        var date = StrictText.Date(promulgation.RequiredText("PromulgationDate"), promulgation.PathOf("PromulgationDate"));
        promulgation.End();
        var type = Type(children.Required("DocumentType"), children.PathOf("DocumentType"));
        var subject = children.RequiredText("Subject");
        var content = children.OptionalText("Content");
        var signer = new StrictChildren(children.Required("SignerInfo"), children.PathOf("SignerInfo"));
        var competence = signer.OptionalText("Competence");
        var position = signer.OptionalText("Position");
        var fullName = signer.RequiredText("FullName");
        signer.End();
        var due = children.OptionalText("DueDate") is { } text ? StrictText.Date(text, children.PathOf("DueDate")) : (DateOnly?)null;
        var message = new DocumentMessage
        {
            From = from,
            To = to,
            DocumentId = documentId,
            CodeNumber = number,
            CodeNotation = notation,
            Place = place,
            PromulgationDate = date,
            Type = type,
            Subject = subject,
            Content = content,
            SignerCompetence = competence,
            SignerPosition = position,
            SignerFullName = fullName,
            DueDate = due,
            Business = business,
            TraceHeaders = traceHeaders,
        };
        message = WithOtherInfo(message, children.Required("OtherInfo"), children.PathOf("OtherInfo"));
        message = message with
        {
            ResponseFor = children.Many("ResponseFor").ConvertAll(e => StrictBlocks.ResponseFor(e, children.PathOf("ResponseFor"))),
            SteeringType = StrictText.Integer(children.RequiredText("SteeringType"), children.PathOf("SteeringType")),
            TaskCodes = List(children, "ResponseForTask", "TaskCode"),
            ApplicationType = children.OptionalText("ApplicationType"),
            ToPlaces = List(children, "ToPlaces", "Place"),
        };
        children.End();
        return message;
    }

    private static void RefuseRepeatedTo(List<Organ> to, string path)
    {
        var seen = new HashSet<Agencies.OrganId>();
        foreach (var organ in to)
        {
            if (!seen.Add(organ.OrganId))
            {
                throw Fault.Of(EdxmlFaults.RepeatedTo, path, $"nêu đơn vị nhận {organ.OrganId} hai lần", $"names the receiver {organ.OrganId} twice");
            }
        }
    }

    private static DocumentType Type(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var type = new DocumentType(
            StrictText.Integer(children.RequiredText("Type"), children.PathOf("Type")),
            children.OptionalText("TypeDetail") is { } detail ? StrictText.Integer(detail, children.PathOf("TypeDetail")) : null,
            children.RequiredText("TypeName"));
        children.End();
        return type;
    }

    private static DocumentMessage WithOtherInfo(DocumentMessage message, ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var result = message with
        {
            Priority = StrictText.Integer(children.RequiredText("Priority"), children.PathOf("Priority")),
            SphereOfPromulgation = children.OptionalText("SphereOfPromulgation"),
            TyperNotation = children.OptionalText("TyperNotation"),
            PromulgationAmount = StrictText.Integer(children.RequiredText("PromulgationAmount"), children.PathOf("PromulgationAmount")),
            PageAmount = StrictText.Integer(children.RequiredText("PageAmount"), children.PathOf("PageAmount")),
            ReplyFors = children.OptionalText("ReplyFors"),
            Direction = StrictText.Boolean(children.RequiredText("Direction"), children.PathOf("Direction")),
            ReferenceCodes = children.OptionalText("ReferenceCodes"),
            Appendixes = List(children, "Appendixes", "Appendix"),
        };
        children.End();
        return result;
    }

    private static List<string> List(StrictChildren parent, string listName, string itemName)
    {
        if (parent.Optional(listName) is not { } list)
        {
            return [];
        }

        var children = new StrictChildren(list, parent.PathOf(listName));
        var items = children.AtLeastOne(itemName).ConvertAll(e => StrictText.Of(e, children.PathOf(itemName)));
        children.End();
        return items;
    }

    private static (List<TraceHeader> Headers, Business Business) Trace(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path);
        var headers = children.AtLeastOne("TraceHeader").ConvertAll(e =>
        {
            var inHeader = new StrictChildren(e, children.PathOf("TraceHeader"));
            var header = new TraceHeader(
                StrictText.Organ(inHeader.RequiredText("OrganId"), inHeader.PathOf("OrganId")),
                StrictText.Timestamp(inHeader.RequiredText("Timestamp"), inHeader.PathOf("Timestamp")));
            inHeader.End();
            return header;
        });
        var business = StrictBusiness.Bind(children.Required("Bussiness"), children.PathOf("Bussiness"));
        children.End();
        return (headers, business);
    }
}
