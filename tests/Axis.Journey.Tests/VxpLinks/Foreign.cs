using System.Text;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>Packets as other software writes them: no signature, its own spelling.</summary>
internal static class Foreign
{
    private const string Ns = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    public static byte[] Document(string from, string to, string id, string subject = "V/v thử nghiệm liên thông", string trace = "", string declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n", byte[]? file = null) => Encoding.UTF8.GetBytes(
        $"""
        {declaration}<edXML xmlns="{Ns}"><edXML:edXMLEnvelope xmlns:edXML="{Ns}"><edXML:edXMLHeader><edXML:MessageHeader>
        <edXML:From><edXML:OrganId>{from}</edXML:OrganId><edXML:OrganName>Cơ quan gửi</edXML:OrganName></edXML:From>
        <edXML:To><edXML:OrganId>{to}</edXML:OrganId><edXML:OrganName>Cơ quan nhận</edXML:OrganName></edXML:To>
        <edXML:Code><edXML:CodeNumber>12</edXML:CodeNumber><edXML:CodeNotation>BKH-VP</edXML:CodeNotation></edXML:Code>
        <edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo>
        <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeDetail>18</edXML:TypeDetail><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
        <edXML:Subject>{subject}</edXML:Subject>
        <edXML:SignerInfo><edXML:FullName>Trần Thị Bình</edXML:FullName></edXML:SignerInfo>
        <edXML:OtherInfo><edXML:Priority>0</edXML:Priority></edXML:OtherInfo>
        <edXML:DocumentId>{id}</edXML:DocumentId>
        </edXML:MessageHeader><edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>{from}</edXML:OrganId><edXML:Timestamp>2026/11/20 08:00:00</edXML:Timestamp></edXML:TraceHeader>{trace}<edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType></edXML:Bussiness></edXML:TraceHeaderList>
        </edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>congvan.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
        <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>congvan.pdf</AttachmentName><ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded xmlns:edXML="{Ns}">{Convert.ToBase64String(file ?? Encoding.UTF8.GetBytes("%PDF-1.7 nội dung " + id))}</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>
        """);

    public static byte[] Status(string from, string to, string documentId, string code, string statusCode, string time, string description = "Đã xử lý") => Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <edXML xmlns="{Ns}"><edXML:edXMLEnvelope xmlns:edXML="{Ns}"><edXML:edXMLHeader><edXML:MessageHeader>
        <edXML:From><edXML:OrganId>{from}</edXML:OrganId></edXML:From>
        <edXML:ResponseFor><edXML:OrganId>{to}</edXML:OrganId><edXML:Code>{code}</edXML:Code><edXML:DocumentId>{documentId}</edXML:DocumentId></edXML:ResponseFor>
        <edXML:StatusCode>{statusCode}</edXML:StatusCode><edXML:Description>{description}</edXML:Description><edXML:Timestamp>{time}</edXML:Timestamp>
        </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>
        """);
}
