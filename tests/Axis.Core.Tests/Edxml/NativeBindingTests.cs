using Axis.Core.Edxml;

namespace Axis.Core.Tests.Edxml;

/// <summary>The native binder refuses whatever the strict writer would not have written.</summary>
public sealed class NativeBindingTests
{
    private static readonly string Strict = PacketText.Of(StrictWriter.Layout(Messages.Document()));

    [TestCase("<edXML:Subject>", "<edXML:Subject>khác</edXML:Subject><edXML:Subject>", EdxmlFaults.Repeated)]
    [TestCase("</edXML:To>", "</edXML:To><edXML:To><edXML:OrganId>H37.61</edXML:OrganId></edXML:To>", EdxmlFaults.RepeatedTo)]
    [TestCase("0b8c3e9a-0002", "0b8c3e9a-0001", EdxmlFaults.RepeatedContentId)]
    [TestCase("<edXML:Subject>", "<edXML:Khac>x</edXML:Khac><edXML:Subject>", EdxmlFaults.Missing)]
    [TestCase("</edXML:ToPlaces>", "</edXML:ToPlaces><edXML:Khac>x</edXML:Khac>", EdxmlFaults.Unknown)]
    [TestCase("</edXML:ToPlaces>", "</edXML:ToPlaces><edXML:ApplicationType>x</edXML:ApplicationType>", EdxmlFaults.Order)]
    [TestCase("<edXML:Subject>", "<edXML:Subject a=\"1\">", EdxmlFaults.Attribute)]
    [TestCase("<edXML:From>", "<edXML:From>\n", EdxmlFaults.Content)]
    [TestCase("2026/02/03</edXML:Prom", "2026-02-03</edXML:Prom", EdxmlFaults.Value)]
    [TestCase("2026/02/03</edXML:Prom", "2026/02/30</edXML:Prom", EdxmlFaults.Value)]
    [TestCase("<edXML:Priority>1<", "<edXML:Priority>01<", EdxmlFaults.Value)]
    [TestCase("<edXML:Priority>1<", "<edXML:Priority>5<", EdxmlFaults.Profile)]
    [TestCase("<edXML:Direction>false<", "<edXML:Direction>0<", EdxmlFaults.Value)]
    [TestCase("<edXML:OrganId>H37.12<", "<edXML:OrganId>h37.12<", EdxmlFaults.Value)]
    [TestCase("<edXML:Place>Mẫu</edXML:Place>", "<edXML:Place></edXML:Place>", EdxmlFaults.Value)]
    [TestCase("<AttachmentName>công văn.pdf<", "<AttachmentName>khác.pdf<", EdxmlFaults.AttachmentMismatch)]
    [TestCase("<ContentId>cid:", "<ContentId>", EdxmlFaults.Value)]
    [TestCase("<ContentId>cid:", "<ContentId>cid:cid:", EdxmlFaults.Value)]
    [TestCase("version=\"1.0\">", "version=\"1.1\">", EdxmlFaults.Attribute)]
    [TestCase("</AttachmentEncoded>", "</AttachmentEncoded><AttachmentEncoded></AttachmentEncoded>", EdxmlFaults.Unknown)]
    [TestCase("<edXML:BussinessDocType>0<", "<edXML:BussinessDocType>4<", EdxmlFaults.Value)]
    public void what_the_writer_would_not_write_is_refused(string written, string changed, string code)
    {
        var packet = Strict.Replace(written, changed);
        var error = Assert.Throws<EdxmlFormatException>(() => MessageBinder.Bind(PacketText.Tree(packet), BindingMode.Native));
        Assert.That(error.Code, Is.EqualTo(code));
    }

    [Test]
    public void a_signature_is_allowed_last_in_the_header_and_not_entered()
    {
        var packet = Strict.Replace("</edXML:edXMLHeader>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><edXML:Subject>x</edXML:Subject></ds:Signature></edXML:edXMLHeader>");
        var bound = MessageBinder.Bind(PacketText.Tree(packet), BindingMode.Native);
        Assert.That(MessageText.Of(bound.Message), Is.EqualTo(MessageText.Of(Messages.Document())));
    }

    [Test]
    public void a_signature_anywhere_else_is_refused()
    {
        var packet = Strict.Replace("<edXML:TraceHeaderList>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/><edXML:TraceHeaderList>");
        Assert.That(() => MessageBinder.Bind(PacketText.Tree(packet), BindingMode.Native), Throws.InstanceOf<EdxmlFormatException>());
    }
}
