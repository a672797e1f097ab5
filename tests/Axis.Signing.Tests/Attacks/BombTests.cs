using System.Text;
using Axis.Signing.Canonical;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Attacks;

/// <summary>Small files that want to become large: each is refused before it costs anything, by both paths.</summary>
[TestFixture]
public sealed class BombTests
{
    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);

    private static IEnumerable<TestCaseData<string>> Bombs
    {
        get
        {
            yield return Named("a billion laughs", "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>");
            yield return Named("quadratic blow-up", $"<!DOCTYPE a [<!ENTITY a \"{new string('x', 50_000)}\">]><a>{string.Concat(Enumerable.Repeat("&a;", 1000))}</a>");
            yield return Named("an external entity", "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><a>&a;</a>");
            yield return Named("an external DTD", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>");
            yield return Named("a parameter entity", "<!DOCTYPE a [<!ENTITY % a SYSTEM \"http://127.0.0.1:9/\"> %a;]><a/>");
            yield return Named("nesting", string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)));
            yield return Named("attributes", "<a " + string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"a{i}=\"\" ")) + "/>");
            yield return Named("namespaces", "<a " + string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"xmlns:a{i}=\"urn:a\" ")) + "/>");
            yield return Named("one endless tag", "<a b=\"" + new string('x', 5 << 20) + "\"/>");
            yield return Named("one endless tag behind a comment", "<a><!-- it's > \" --><b c='" + new string('x', 5 << 20) + "'/></a>");
            yield return Named("signatures", "<a>" + string.Concat(Enumerable.Repeat("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>", 1000)) + "</a>");
        }
    }

    [TestCaseSource(nameof(Bombs))]
    public void the_general_path_does_not_read_it(string xml) => Assert.That(Verifier.Verify(new MemoryStream(Packets.Raw(xml))).Unreadable, Is.Not.Null);

    [TestCaseSource(nameof(Bombs))]
    public void the_fast_path_refuses_it(string xml) => Assert.That(Packets.Verify(Packets.Raw(xml)).CryptographicIndication, Is.EqualTo(Indication.TotalFailed));

    [Test]
    public void utf_16_does_not_hide_an_endless_tag() => Assert.That(
        Verifier.Verify(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<a b=\"" + new string('x', 5 << 20) + "\"/>")])).Unreadable, Is.Not.Null);

    [Test]
    public void a_long_text_is_no_bomb() => Assert.That(
        () => XmlTree.Read(new MemoryStream(Packets.Raw("<?x it's?><a><![CDATA[" + new string('"', 3 << 20) + "]]><!-- don't --><b c=\"1\"/></a>")), XmlTreeLimits.Default), Throws.Nothing);

    [Test]
    public void references_may_not_multiply_the_work_without_end()
    {
        var reference = XmlSigner.Reference("", XmlSigner.Sha256, [.. Enumerable.Repeat(XmlSigner.Exclusive, 7)]);

        Assert.That(
            Verifier.Verify(new MemoryStream(Packets.Raw($"<a>{XmlSigner.Template(TestKey.Rsa2048.Certificate.RawData, reference)}</a>"))).Signatures.Single().CryptographicSubIndication,
            Is.EqualTo(SubIndication.FormatFailure));
    }

    private static TestCaseData<string> Named(string name, string xml) => new TestCaseData<string>(xml).SetArgDisplayNames(name);
}
