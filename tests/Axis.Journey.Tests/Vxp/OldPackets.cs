using System.Globalization;
using System.Text;

namespace Axis.Journey.Tests.Vxp;

/// <summary>Packets as existing software writes them: CRLF, indented, no packet signature.</summary>
internal static class OldPackets
{
    private const string Namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    public static byte[] Document(string from, IReadOnlyList<string> to, string number, int kind = 0, string business = "", string header = "", string subject = "V/v báo cáo thử nghiệm", byte[]? file = null)
    {
        var receivers = string.Concat(to.Select(static t => $"\r\n        <edXML:To>\r\n          <edXML:OrganId>{t}</edXML:OrganId>\r\n          <edXML:OrganName>Nơi nhận {t}</edXML:OrganName>\r\n        </edXML:To>"));
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <edXML xmlns="{Namespace}">
              <edXML:edXMLEnvelope xmlns:edXML="{Namespace}">
                <edXML:edXMLHeader>
                  <edXML:MessageHeader>
                    <edXML:From>
                      <edXML:OrganId>{from}</edXML:OrganId>
                      <edXML:OrganName>Nơi gửi {from}</edXML:OrganName>
                    </edXML:From>{receivers}
                    <edXML:DocumentId>{Id(from, number)}</edXML:DocumentId>
                    <edXML:Code>
                      <edXML:CodeNumber>{number}</edXML:CodeNumber>
                      <edXML:CodeNotation>UBND-VP</edXML:CodeNotation>
                    </edXML:Code>
                    <edXML:PromulgationInfo>
                      <edXML:Place>An Hòa</edXML:Place>
                      <edXML:PromulgationDate>2026/11/02</edXML:PromulgationDate>
                    </edXML:PromulgationInfo>
                    <edXML:DocumentType>
                      <edXML:Type>2</edXML:Type>
                      <edXML:TypeName>Công văn</edXML:TypeName>
                    </edXML:DocumentType>
                    <edXML:Subject>{subject}</edXML:Subject>
                    <edXML:SignerInfo>
                      <edXML:FullName>Nguyễn Văn An</edXML:FullName>
                    </edXML:SignerInfo>{header}
                    <edXML:SteeringType>0</edXML:SteeringType>
                  </edXML:MessageHeader>
                  <edXML:TraceHeaderList>
                    <edXML:TraceHeader>
                      <edXML:OrganId>{from}</edXML:OrganId>
                      <edXML:Timestamp>2026/11/02 08:00:00</edXML:Timestamp>
                    </edXML:TraceHeader>
                    <edXML:Bussiness>
                      <edXML:BussinessDocType>{kind.ToString(CultureInfo.InvariantCulture)}</edXML:BussinessDocType>
                      <edXML:BussinessDocReason>Lý do</edXML:BussinessDocReason>
                      <edXML:Paper>0</edXML:Paper>{business}
                    </edXML:Bussiness>
                  </edXML:TraceHeaderList>
                </edXML:edXMLHeader>
                <edXML:edXMLBody>
                  <edXML:edXMLManifest version="1.0">
                    <edXML:Reference>
                      <edXML:ContentId>cid:1</edXML:ContentId>
                      <edXML:ContentType>application/zip</edXML:ContentType>
                      <edXML:AttachmentName>a.pdf</edXML:AttachmentName>
                    </edXML:Reference>
                  </edXML:edXMLManifest>
                </edXML:edXMLBody>
              </edXML:edXMLEnvelope>
              <AttachmentEncoded>
                <Attachment>
                  <ContentType>application/pdf</ContentType>
                  <ContentId>cid:1</ContentId>
                  <AttachmentName>a.pdf</AttachmentName>
                  <edXML:ContentTransferEncoded xmlns:edXML="{Namespace}">{Convert.ToBase64String(file ?? "%PDF-1.7 nội dung"u8.ToArray())}</edXML:ContentTransferEncoded>
                </Attachment>
              </AttachmentEncoded>
            </edXML>
            """.ReplaceLineEndings("\r\n"));
    }

    public static byte[] Status(string from, string to, string documentOf, string number, string code, string description) =>
        StatusOf(from, to, Id(documentOf, number), $"{number}/UBND-VP", code, description);

    public static byte[] StatusOf(string from, string to, string documentId, string documentCode, string code, string description) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <edXML xmlns="{Namespace}">
          <edXML:edXMLEnvelope xmlns:edXML="{Namespace}">
            <edXML:edXMLHeader>
              <edXML:MessageHeader>
                <edXML:From>
                  <edXML:OrganId>{from}</edXML:OrganId>
                </edXML:From>
                <edXML:ResponseFor>
                  <edXML:OrganId>{to}</edXML:OrganId>
                  <edXML:Code>{documentCode}</edXML:Code>
                  <edXML:PromulgationDate>2026/11/02</edXML:PromulgationDate>
                  <edXML:DocumentId>{documentId}</edXML:DocumentId>
                </edXML:ResponseFor>
                <edXML:StatusCode>{code}</edXML:StatusCode>
                <edXML:Description>{description}</edXML:Description>
                <edXML:Timestamp>{DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy'/'MM'/'dd HH':'mm':'ss", CultureInfo.InvariantCulture)}</edXML:Timestamp>
              </edXML:MessageHeader>
            </edXML:edXMLHeader>
          </edXML:edXMLEnvelope>
        </edXML>
        """.ReplaceLineEndings("\r\n"));

    public static string Id(string from, string number) => $"{from},2026/11/02,{number}/UBND-VP";
}
