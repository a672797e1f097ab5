using System.Globalization;
using System.Text;
using System.Xml;
using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Node.Storage;

namespace Axis.Node.Archives;

/// <summary>The metadata of a file and of its documents as XML, in the form of <c>RecordFile.xsd</c>, which travels with it. Times are UTC, days those of Vietnam.</summary>
internal static class RecordFileXml
{
    /// <summary>Its namespace; the number rises when something is changed that a reader must know.</summary>
    public const string Namespace = "urn:docaxis:record-file:1";

    /// <summary>The schema, as it stands in the product.</summary>
    public static byte[] Schema()
    {
        using var resource = typeof(RecordFileXml).Assembly.GetManifestResourceStream("Axis.Node.Archives.RecordFile.xsd")
            ?? throw new InvalidOperationException("The program carries no schema of exported files.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes it.</summary>
    /// <param name="draft">The file.</param>
    /// <param name="parts">For each document what was written of it.</param>
    public static byte[] Write(RecordFileDraft draft, IReadOnlyList<IReadOnlyList<ExportedPart>> parts)
    {
        ArgumentNullException.ThrowIfNull(draft);
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("RecordFile", Namespace);
            Attribute(xml, "node", draft.Node);
            Attribute(xml, "madeAt", Time(draft.MadeAt));
            File(xml, draft);
            xml.WriteStartElement("Documents", Namespace);
            Attribute(xml, "count", Number(draft.Documents.Count));
            for (var i = 0; i < draft.Documents.Count; i++)
            {
                Document(xml, draft.Documents[i], parts[i]);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    private static void File(XmlWriter xml, RecordFileDraft draft)
    {
        RecordFileView file = draft.File;
        xml.WriteStartElement("File", Namespace);
        Element(xml, "Agency", file.Agency);
        Element(xml, "AgencyName", draft.Agency);
        Element(xml, "Catalog", Number(file.Catalog));
        Element(xml, "Notation", file.Notation);
        Element(xml, "Title", file.Title);
        Element(xml, "RecordKind", file.Record);
        Element(xml, "Retention", file.Retention);
        Element(xml, "Ended", Day(file.Ended));
        Element(xml, "Extended", Day(file.Extended));
        Element(xml, "Consent", file.Consent);
        Element(xml, "HandedOver", Day(file.HandedOver));
        Element(xml, "HandOverNote", file.HandOverNote);
        Element(xml, "Historical", Day(file.Historical));
        xml.WriteEndElement();
    }

    private static void Document(XmlWriter xml, DraftDocument document, IReadOnlyList<ExportedPart> parts)
    {
        var line = document.Line;
        xml.WriteStartElement("Document", Namespace);
        Attribute(xml, "position", Number(document.Position));
        Attribute(xml, "form", line.Packet is not null ? "electronic" : line.VoidReason is null ? "paper" : "void");
        xml.WriteStartElement("Register", Namespace);
        Attribute(xml, "direction", line.Incoming ? "incoming" : "outgoing");
        Attribute(xml, "year", Number(line.Year));
        Attribute(xml, "line", line.Key);
        Attribute(xml, "number", Number(line.Number));
        Attribute(xml, "enteredAt", Time(line.EnteredAt));
        Attribute(xml, "version", Number(line.Version));
        foreach (var correction in document.Corrections)
        {
            Correction(xml, correction);
        }

        xml.WriteEndElement();
        Fields(xml, document.Fields);
        Element(xml, "Progress", line.Progress);
        if (document.Packet is { } packet)
        {
            Packet(xml, document, packet);
        }

        foreach (var recipient in document.Recipients)
        {
            Recipient(xml, recipient);
        }

        Element(xml, "Withheld", document.Withheld);
        foreach (var part in parts)
        {
            Part(xml, part);
        }

        xml.WriteEndElement();
    }

    private static void Correction(XmlWriter xml, RegisterVersion version)
    {
        xml.WriteStartElement("Version", Namespace);
        Attribute(xml, "number", Number(version.Version));
        Attribute(xml, "at", Time(version.At));
        Attribute(xml, "by", version.Actor);
        Attribute(xml, "reason", version.Reason);
        xml.WriteEndElement();
    }

    // In the order of Phụ lục VI, Phần II.
    private static void Fields(XmlWriter xml, RegisterFields f)
    {
        Element(xml, "CodeNumber", f.CodeNumber);
        Element(xml, "CodeNotation", f.CodeNotation);
        Element(xml, "IssuedDate", Day(f.IssuedDate));
        Element(xml, "TypeName", f.TypeName);
        Element(xml, "OrganName", f.OrganName);
        Element(xml, "Subject", f.Subject);
        Element(xml, "Signer", f.FullName);
        Element(xml, "SignerPosition", f.Position);
        Element(xml, "Priority", Number(f.Priority));
        Element(xml, "DueDate", Day(f.DueDate));
        Element(xml, "Recipients", f.Recipients);
        Element(xml, "ToPlaces", f.ToPlaces);
        Element(xml, "IssuedAmount", Number(f.IssuedAmount));
        Element(xml, "PageAmount", Number(f.PageAmount));
        Element(xml, "Language", f.Language);
        Element(xml, "Transferred", Day(f.Transferred));
        Element(xml, "ReceivedBy", f.ReceivedBy);
        Element(xml, "AnswerCode", f.AnswerCode);
        Element(xml, "Description", f.Description);
        Element(xml, "DocOrdinal", Number(f.DocOrdinal));
    }

    private static void Packet(XmlWriter xml, DraftDocument document, PacketRow packet)
    {
        xml.WriteStartElement("Packet", Namespace);
        Attribute(xml, "sha256", packet.Digest.ToString());
        Attribute(xml, "size", Number(packet.Size));
        Attribute(xml, "native", packet.Native ? "true" : "false");
        Attribute(xml, "storedAt", Time(packet.StoredAt));
        Element(xml, "From", packet.From.Value);
        foreach (var to in packet.Facts.To)
        {
            Element(xml, "To", to);
        }

        Element(xml, "DocumentId", packet.DocumentId);
        Element(xml, "SentAt", packet.Facts.SentAt is { } sent ? Time(sent) : null);
        if (document.Judged is { } judged)
        {
            xml.WriteStartElement("Verdict", Namespace);
            Attribute(xml, "at", Time(judged.At));
            xml.WriteString(Clean(judged.Verdict));
            xml.WriteEndElement();
        }

        Element(xml, "Badge", document.Badge);
        xml.WriteEndElement();
    }

    private static void Recipient(XmlWriter xml, TrackingRow row)
    {
        xml.WriteStartElement("Recipient", Namespace);
        Attribute(xml, "addressed", row.Recipient.Value);
        Attribute(xml, "delivered", row.Delivered.Value);
        Attribute(xml, "state", row.State);
        Attribute(xml, "since", Time(row.UpdatedAt));
        Attribute(xml, "reasonCode", row.ReasonCode);
        xml.WriteEndElement();
    }

    private static void Part(XmlWriter xml, ExportedPart part)
    {
        xml.WriteStartElement("Part", Namespace);
        Attribute(xml, "kind", part.Kind);
        Attribute(xml, "path", part.Path);
        Attribute(xml, "name", part.Name);
        Attribute(xml, "type", part.Type);
        Attribute(xml, "size", Number(part.Size));
        Attribute(xml, "sha256", part.Sha256?.ToString());
        Attribute(xml, "missing", part.Missing);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            xml.WriteElementString(name, Namespace, Clean(value));
        }
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(name, Clean(value));
        }
    }

    // What XML cannot say, such as half a surrogate pair in a name, must not keep a file from being exported.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not (0xFFFE or 0xFFFF)) ? rune : Rune.ReplacementChar);
        }

        return clean.ToString();
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
