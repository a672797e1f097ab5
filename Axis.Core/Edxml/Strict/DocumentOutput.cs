using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Strict;

/// <summary>Writes a document's headers in the order of edXML §5.1–§5.3 (W03).</summary>
internal static class DocumentOutput
{
    public static void WriteHeaders(CanonicalOutput output, DocumentMessage message)
    {
        WriteMessageHeader(output, message);
        output.Open("TraceHeaderList");
        foreach (var header in message.TraceHeaders)
        {
            output.Open("TraceHeader");
            output.Leaf("OrganId", header.OrganId.Value);
            if (header.Timestamp is { } timestamp)
            {
                output.Leaf("Timestamp", VietnamTime.FormatTimestamp(timestamp));
            }

            output.Close("TraceHeader");
        }

        WriteBusiness(output, message.Business);
        output.Close("TraceHeaderList");
    }

    private static void WriteMessageHeader(CanonicalOutput output, DocumentMessage message)
    {
        output.Open("MessageHeader");
        BlockOutput.Organ(output, "From", message.From);
        foreach (var to in message.To)
        {
            BlockOutput.Organ(output, "To", to);
        }

        output.Leaf("DocumentId", message.DocumentId);
        output.Open("Code");
        output.Leaf("CodeNumber", message.CodeNumber);
        output.Leaf("CodeNotation", message.CodeNotation);
        output.Close("Code");
        output.Open("PromulgationInfo");
        output.OptionalLeaf("Place", message.Place);
        Date(output, "PromulgationDate", message.PromulgationDate);
        output.Close("PromulgationInfo");
        output.Open("DocumentType");
        output.Leaf("Type", message.Type.Type);
        if (message.Type.TypeDetail is { } detail)
        {
            output.Leaf("TypeDetail", detail);
        }

        output.Leaf("TypeName", message.Type.TypeName);
        output.Close("DocumentType");
        output.Leaf("Subject", message.Subject);
        output.OptionalLeaf("Content", message.Content);
        output.Open("SignerInfo");
        output.OptionalLeaf("Competence", message.SignerCompetence);
        output.OptionalLeaf("Position", message.SignerPosition);
        output.OptionalLeaf("FullName", message.SignerFullName);
        output.Close("SignerInfo");
        Date(output, "DueDate", message.DueDate);
        WriteOtherInfo(output, message);
        foreach (var response in message.ResponseFor)
        {
            BlockOutput.ResponseFor(output, response);
        }

        output.Leaf("SteeringType", message.SteeringType);
        output.List("ResponseForTask", "TaskCode", message.TaskCodes);
        output.OptionalLeaf("ApplicationType", message.ApplicationType);
        output.List("ToPlaces", "Place", message.ToPlaces);
        output.Close("MessageHeader");
    }

    private static void WriteOtherInfo(CanonicalOutput output, DocumentMessage message)
    {
        output.Open("OtherInfo");
        output.Leaf("Priority", message.Priority);
        output.OptionalLeaf("SphereOfPromulgation", message.SphereOfPromulgation);
        output.OptionalLeaf("TyperNotation", message.TyperNotation);
        output.Leaf("PromulgationAmount", message.PromulgationAmount);
        output.Leaf("PageAmount", message.PageAmount);
        output.OptionalLeaf("ReplyFors", message.ReplyFors);
        output.Leaf("Direction", message.Direction ? "true" : "false");
        output.OptionalLeaf("ReferenceCodes", message.ReferenceCodes);
        output.List("Appendixes", "Appendix", message.Appendixes);
        output.Close("OtherInfo");
    }

    private static void WriteBusiness(CanonicalOutput output, Business business)
    {
        output.Open("Bussiness");
        output.OptionalLeaf("DocumentId", business.TargetDocumentId);
        output.Leaf("BussinessDocType", business.DocType);
        output.OptionalLeaf("BussinessDocReason", business.Reason);
        output.Flag("Paper", business.Paper);
        switch (business)
        {
            case Update update:
                WriteUpdate(output, update);
                break;
            case Replacement replacement:
                WriteReplacement(output, replacement);
                break;
        }

        foreach (var staff in business.Staff)
        {
            BlockOutput.Staff(output, staff);
        }

        output.Close("Bussiness");
    }

    private static void WriteUpdate(CanonicalOutput output, Update update)
    {
        output.Open("BussinessDocumentInfo");
        output.Flag("DocumentInfo", update.DocumentInfo);
        output.Flag("DocumentReceiver", update.DocumentReceiver);
        if (update.Receivers.Count > 0)
        {
            output.Open("ReceiverList");
            foreach (var receiver in update.Receivers)
            {
                output.Open("Receiver");
                output.Leaf("OrganId", receiver.OrganId.Value);
                output.Flag("ReceiverType", receiver.Added);
                output.Close("Receiver");
            }

            output.Close("ReceiverList");
        }

        output.Close("BussinessDocumentInfo");
    }

    private static void WriteReplacement(CanonicalOutput output, Replacement replacement)
    {
        output.Open("ReplacementInfoList");
        foreach (var replaced in replacement.Replaced)
        {
            output.Open("ReplacementInfo");
            output.Leaf("DocumentId", replaced.DocumentId);
            output.Open("OrganIdList");
            foreach (var agency in replaced.Agencies)
            {
                output.Leaf("OrganId", agency.Value);
            }

            output.Close("OrganIdList");
            output.Close("ReplacementInfo");
        }

        output.Close("ReplacementInfoList");
    }

    private static void Date(CanonicalOutput output, string name, DateOnly? date)
    {
        if (date is { } value)
        {
            output.Leaf(name, VietnamTime.FormatDate(value));
        }
    }
}
