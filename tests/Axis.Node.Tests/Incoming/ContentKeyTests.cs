using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Incoming;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Incoming;

/// <summary>Which packets are one and the same across an axis that writes them anew (edXML §13).</summary>
public sealed class ContentKeyTests
{
    private static readonly OrganId First = OrganId.Parse("H37.12");
    private static readonly OrganId Second = OrganId.Parse("H37.13");

    private static readonly DocumentMessage Document = new()
    {
        From = new Organ(OrganId.Parse("G22")),
        To = [new Organ(First)],
        DocumentId = "G22-1",
        CodeNumber = "1",
        CodeNotation = "BKH",
        Type = new DocumentType(2, null, "Công văn"),
        Subject = "V/v thử nghiệm",
        Business = new NewDocument(),
    };

    private static IEnumerable<TestCaseData> Different()
    {
        static TestCaseData Case(string name, DocumentMessage one, DocumentMessage other) => new TestCaseData(one, other).SetArgDisplayNames(name);
        static DocumentMessage With(Business business) => Document with { Business = business };
        yield return Case("receivers of an update", With(new Update { Receivers = [new(First, true)] }), With(new Update { Receivers = [new(Second, true)] }));
        yield return Case("added or removed", With(new Update { Receivers = [new(First, true)] }), With(new Update { Receivers = [new(First, false)] }));
        yield return Case("what an update changes", With(new Update { DocumentInfo = true }), With(new Update { DocumentReceiver = true }));
        yield return Case("replaced documents", With(new Replacement { Replaced = [new("a", [First])] }), With(new Replacement { Replaced = [new("b", [First])] }));
        yield return Case("for whom one is replaced", With(new Replacement { Replaced = [new("a", [First])] }), With(new Replacement { Replaced = [new("a", [First, Second])] }));
        yield return Case("abstract", Document with { Content = "Một" }, Document with { Content = "Hai" });
    }

    private static IEnumerable<TestCaseData> Same()
    {
        static TestCaseData Case(string name, DocumentMessage other) => new TestCaseData(other).SetArgDisplayNames(name);
        yield return Case("another trace", Document with { TraceHeaders = [new TraceHeader(First, null)] });
        yield return Case("an abstract that copies the subject", Document with { Content = Document.Subject });
        yield return Case("an empty abstract", Document with { Content = "" });
    }

    [TestCaseSource(nameof(Different))]
    public void what_differs_in_anything_said_is_another_packet(DocumentMessage one, DocumentMessage other) => Assert.That(Key(one), Is.Not.EqualTo(Key(other)));

    [TestCaseSource(nameof(Same))]
    public void what_an_axis_adds_or_leaves_out_is_the_same_packet(DocumentMessage other) => Assert.That(Key(other), Is.EqualTo(Key(Document)));

    [Test]
    public void the_order_in_which_receivers_stand_says_nothing() => Assert.That(
        Key(Document with { Business = new Update { Receivers = [new(First, true), new(Second, false)] } }),
        Is.EqualTo(Key(Document with { Business = new Update { Receivers = [new(Second, false), new(First, true)] } })));

    private static Digest Key(DocumentMessage document) => ContentKey.Of(document, new PacketFacts());
}
