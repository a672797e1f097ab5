using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Links;

public sealed class OfferTests
{
    private static readonly Offer Sample = new(
        Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"),
        Digest.Of("packet"u8),
        14_210,
        PacketKind.Document,
        OrganId.Parse("H37.61"),
        1,
        [new DeliveryRecipient(OrganId.Parse("000.00.00.H41"), OrganId.Parse("H41")), new DeliveryRecipient(OrganId.Parse("G22"), OrganId.Parse("G22"))],
        [NodeId.Parse("xa-an-hoa")],
        new Dictionary<string, long> { ["root"] = 3, ["H37"] = 12 });

    [Test]
    public void an_offer_survives_its_bytes()
    {
        var bytes = Sample.ToCanonicalBytes();

        var read = Offer.Parse(bytes);

        Assert.That(read.ToCanonicalBytes(), Is.EqualTo(bytes));
        Assert.That(read.Recipients, Is.EqualTo(Sample.Recipients));
    }

    [Test]
    public void sections_are_written_in_ordinal_order_whatever_order_they_came_in()
    {
        var turned = Sample with { DirectoryVersions = new Dictionary<string, long> { ["H37"] = 12, ["root"] = 3 } };

        Assert.That(turned.ToCanonicalBytes(), Is.EqualTo(Sample.ToCanonicalBytes()));
    }

    [TestCase("\"version\":1", "\"version\": 1", TestName = "white space is refused")]
    [TestCase("\"version\":1", "\"version\":2", TestName = "another version is refused")]
    [TestCase("\"priority\":1", "\"priority\":5", TestName = "a priority beyond the list is refused")]
    [TestCase("\"priority\":1", "\"priority\":1,\"priority\":1", TestName = "a repeated member is refused")]
    [TestCase("\"priority\":1", "\"priority\":1,\"extra\":1", TestName = "an unknown member is refused")]
    [TestCase("\"size\":14210", "\"size\":-1", TestName = "a negative size is refused")]
    [TestCase("\"size\":14210", "\"size\":14210.0", TestName = "a size with a fraction is refused")]
    [TestCase("\"kind\":\"document\"", "\"kind\":\"letter\"", TestName = "an unknown kind is refused")]
    [TestCase("[\"G22\",\"G22\"]", "[\"000.00.00.H41\",\"G22\"]", TestName = "a recipient twice is refused")]
    [TestCase("\"via\":[\"xa-an-hoa\"]", "\"via\":[]", TestName = "an offer without hops is refused")]
    [TestCase("\"from\":\"H37.61\"", "\"from\":\"h37.61\"", TestName = "a code in lower case is refused")]
    public void another_spelling_is_refused(string from, string to)
    {
        var text = Encoding.UTF8.GetString(Sample.ToCanonicalBytes());
        Assert.That(text, Does.Contain(from));

        var refusal = Assert.Throws<LinkException>(() => Offer.Parse(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))));

        Assert.That(refusal!.Error.Code, Is.EqualTo("OFFER_MALFORMED"));
    }

    [Test]
    public void as_many_recipients_as_a_document_may_have_fit_an_offer_with_the_longest_codes()
    {
        var recipients = Enumerable.Range(0, Offer.MostGiven).Select(static i => OrganId.Parse($"H37.{i:D31}")).Select(static c => new DeliveryRecipient(c, c));
        var bytes = (Sample with { Recipients = [.. recipients], Via = [.. Enumerable.Range(0, Offer.MaxHops).Select(static i => NodeId.Parse($"xa-{i:D60}"))] }).ToCanonicalBytes();

        Assert.That((bytes.Length <= Offer.MaxBytes, Offer.Parse(bytes).Recipients.Count), Is.EqualTo((true, Offer.MostGiven)));
    }

    [Test]
    public void unsorted_recipients_are_refused()
    {
        var unsorted = Sample with { Recipients = [.. Sample.Recipients.Reverse()] };

        Assert.Throws<LinkException>(() => Offer.Parse(unsorted.ToCanonicalBytes()));
    }
}
