using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Core.Tests.Edxml;

public sealed class StrictWriterTests
{
    [Test]
    public void what_is_written_is_read_back_the_same()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(MessageGenerators.Any.ToArbitrary(), static message =>
        {
            var root = PacketText.Tree(PacketText.Of(StrictWriter.Layout(message)));
            return MessageText.Of(MessageBinder.Bind(root, BindingMode.Native).Message) == MessageText.Of(message);
        }));
    }

    [Test]
    public void the_packet_is_its_own_exclusive_canonical_form()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(MessageGenerators.Any.ToArbitrary(), static message =>
        {
            var packet = PacketText.Of(StrictWriter.Layout(message));
            return packet == EdxmlNames.Declaration + "\n" + Canonical(packet);
        }));
    }

    [Test]
    public void a_packet_written_again_has_the_same_bytes()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(MessageGenerators.Any.ToArbitrary(), static message =>
        {
            var packet = PacketText.Of(StrictWriter.Layout(message));
            var bound = MessageBinder.Bind(PacketText.Tree(packet), BindingMode.Native);
            return PacketText.Of(StrictWriter.Layout(bound.Message)) == packet;
        }));
    }

    [Test]
    public void the_signature_stands_last_in_the_header()
    {
        var layout = StrictWriter.Layout(Messages.Document());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetString(layout.BeforeSignature.Span), Does.EndWith("</edXML:TraceHeaderList>"));
            Assert.That(Encoding.UTF8.GetString(layout.Pieces[0].Span), Does.StartWith("</edXML:edXMLHeader><edXML:edXMLBody>"));
        }
    }

    [Test]
    public void each_file_lies_between_the_literal_tags()
    {
        var layout = StrictWriter.Layout(Messages.Document());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(layout.Pieces, Has.Count.EqualTo(3));
            Assert.That(Encoding.UTF8.GetString(layout.Pieces[0].Span), Does.EndWith(EdxmlNames.ContentOpenTag));
            Assert.That(Encoding.UTF8.GetString(layout.Pieces[1].Span), Does.StartWith(EdxmlNames.ContentCloseTag).And.EndWith(EdxmlNames.ContentOpenTag));
            Assert.That(Encoding.UTF8.GetString(layout.Pieces[2].Span), Does.StartWith(EdxmlNames.ContentCloseTag));
        }
    }

    [Test]
    public void a_status_packet_has_one_piece_after_its_signature()
    {
        var layout = StrictWriter.Layout(Messages.Status());
        Assert.That(layout.Pieces.Select(static p => Encoding.UTF8.GetString(p.Span)), Is.EqualTo(new[] { "</edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>" }));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("W01", "a character that XML does not allow", d => d with { Subject = "a\u000bb" });
        yield return Case("W01", "half a surrogate pair", d => d with { Subject = "a\ud83d" });
        yield return Case("W03", "a recall without the documents recalled", d => d with { Business = new Recall { Reason = "nhầm" } });
        yield return Case("W03", "a replacement of nothing", d => d with { Business = new Replacement { Reason = "sai" } });
        yield return Case("W03", "no trace of the sending system", d => d with { TraceHeaders = [] });
        yield return Case("W05", "no subject", d => d with { Subject = " " });
        yield return Case("W05", "no date", d => d with { PromulgationDate = null });
        yield return Case("W05", "a negative number", d => d with { PageAmount = -1 });
        yield return Case("W05", "an unknown urgency", d => d with { Priority = 5 });
        yield return Case("W06", "a year outside the range", d => d with { PromulgationDate = new DateOnly(1944, 12, 31) });
        yield return Case("W06", "a trace without its time", d => d with { TraceHeaders = [new TraceHeader(d.From.OrganId, null)] });
        yield return Case("W07", "a content id with its scheme", d => d with { Attachments = [new Attachment("cid:1", "a.pdf", "application/pdf", null)] });
        yield return Case("W07", "two files with one content id", d => d with { Attachments = [new Attachment("x", "a.pdf", "application/pdf", null), new Attachment("X", "b.pdf", "application/pdf", null)] });
        yield return Case("W08", "no sender", d => d with { From = new Organ(default) });
        yield return Case("W09", "no receiver", d => d with { To = [] });
        yield return Case("W09", "a receiver twice", d => d with { To = [d.To[0], d.To[0]] });
        yield return Case("W10", "a subject of 501 characters", d => d with { Subject = new string('x', 501) });
        yield return Case("W10", "a number of 12 characters", d => d with { CodeNumber = "123456789012" });
        yield return Case("W11", "an update without a reason", d => d with { Business = new Update { TargetDocumentId = "x", DocumentInfo = true } });
    }

    [TestCaseSource(nameof(Refused))]
    public void what_breaks_the_profile_is_refused_by_rule(string code, Func<DocumentMessage, DocumentMessage> change)
    {
        var error = Assert.Throws<EdxmlRuleException>(() => StrictWriter.Layout(change(Messages.Document())));
        Assert.That(error.Violations.Select(static v => v.Code), Is.EqualTo(new[] { code }));
    }

    [TestCase("3", "x")]
    [TestCase("07", "x")]
    [TestCase("02", " ")]
    [TestCase("13", null)]
    [TestCase("16", "")]
    public void a_status_needs_a_two_digit_code_and_its_reason(string code, string? reason)
    {
        var error = Assert.Throws<EdxmlRuleException>(() => StrictWriter.Layout(Messages.Status(code, reason)));
        Assert.That(error.Violations.Select(static v => v.Code), Is.EqualTo(new[] { "W11" }));
    }

    [Test]
    public void a_subject_of_500_characters_beyond_the_basic_plane_is_written()
    {
        var message = Messages.Document() with { Subject = string.Concat(Enumerable.Repeat("😀", 500)) };
        Assert.That(StrictProfile.Check(message), Is.Empty);
    }

    [Test]
    public void an_empty_clerk_is_left_out()
    {
        var message = Messages.Document(new NewDocument { Staff = [new StaffInfo()] });
        Assert.That(PacketText.Of(StrictWriter.Layout(message)), Does.Not.Contain("StaffInfo"));
    }

    private static TestCaseData Case(string code, string what, Func<DocumentMessage, DocumentMessage> change) => new TestCaseData(code, change).SetArgDisplayNames(code, what);

    private static string Canonical(string packet)
    {
        var document = new XmlDocument { XmlResolver = null, PreserveWhitespace = true };
        using var reader = XmlReader.Create(new StringReader(packet), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        document.Load(reader);
        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(document);
        using var output = new StreamReader((Stream)transform.GetOutput(typeof(Stream)), Encoding.UTF8);
        return output.ReadToEnd();
    }
}
