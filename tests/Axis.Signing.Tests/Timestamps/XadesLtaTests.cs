using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Timestamps;

namespace Axis.Signing.Tests.Timestamps;

/// <summary>The derived copy, judged by others: xmlsec1, openssl, and the framework's own canonicalisation over the copy's DOM.</summary>
public sealed class XadesLtaTests
{
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    private const string Xades141 = "http://uri.etsi.org/01903/v1.4.1#";

    private StampingWorld _world;
    private List<SignatureProof> _proofs;
    private byte[] _copy;

    [SetUp]
    public async Task Create()
    {
        _world = new StampingWorld();
        var policy = new ProofPolicy(SignatureLevel.LTA, TimeSpan.FromDays(180), AlgorithmSunset.Default);
        _proofs = await _world.RaiseAsync([], policy);
        _world.Clock.Now = _world.Clock.Now.AddDays(600);
        _world.ReplaceTsa(TimeSpan.FromDays(730));
        _proofs = await _world.RaiseAsync(_proofs, policy);
        using var copy = new MemoryStream();
        await XadesLtaWriter.DeriveAsync(_world.Stamped(), _proofs, copy, CancellationToken.None);
        _copy = copy.ToArray();
    }

    [TearDown]
    public void Delete() => _world.Dispose();

    [Test]
    public void xmlsec1_still_verifies_the_signature_of_the_copy()
    {
        var (exit, text) = Tool.Run(
            "xmlsec1", "--verify", "--trusted-pem", _world.AnchorFile, "--verification-gmt-time", "2026-02-04 00:00:00", _world.Write("copy.xml", _copy));

        Assert.That(exit, Is.Zero, text);
    }

    [Test]
    public void the_copy_is_no_packet() => Assert.That(Packets.Verify(_copy).Passed, Is.False);

    [Test]
    public void without_its_unsigned_properties_the_copy_is_the_packet_byte_for_byte()
    {
        var text = Packets.Text(_copy);
        var start = text.IndexOf("<xades:UnsignedProperties>", StringComparison.Ordinal);
        const string end = "</xades:UnsignedProperties>";

        Assert.That(text.Remove(start, text.IndexOf(end, StringComparison.Ordinal) + end.Length - start), Is.EqualTo(Packets.Text(_world.Packet)));
    }

    [Test]
    public void openssl_verifies_the_signature_timestamp_over_what_the_copy_says()
    {
        var document = Load();
        var property = (XmlElement)document.GetElementsByTagName("SignatureTimeStamp", Xades)[0]!;

        Openssl(property, Canonical((XmlElement)document.GetElementsByTagName("SignatureValue", Ds)[0]!));
    }

    [Test]
    public void openssl_verifies_each_archive_timestamp_over_what_the_standard_says()
    {
        var document = Load();
        var archives = document.GetElementsByTagName("ArchiveTimeStamp", Xades141).Cast<XmlElement>().ToList();
        Assert.That(archives, Has.Count.EqualTo(2));
        foreach (var archive in archives)
        {
            Openssl(archive, ArchiveInput(document, archive));
        }
    }

    [Test]
    public void the_note_names_the_packet_and_says_that_the_copy_is_not_sent()
    {
        var digest = Axis.Core.Packets.Digest.Of(_world.Packet);

        Assert.That(XadesLtaWriter.Note(digest, SignatureLevel.LTA, _world.Clock.Now), Does.Contain(digest.ToString()).And.Contain("XAdES-B-LTA").And.Contain("Không gửi bản dẫn xuất"));
    }

    [Test]
    public void a_record_of_the_proofs_comes_back_the_same_and_holds()
    {
        var written = new ProofRecord(Axis.Core.Packets.Digest.Of(_world.Packet), _proofs).Write();

        Assert.That(ProofRecord.Read(written).Write(), Is.EqualTo(written));
    }

    [TestCase(" ")]
    [TestCase("<!--x-->")]
    public void a_record_has_one_spelling(string added)
    {
        var written = Encoding.ASCII.GetString(new ProofRecord(Axis.Core.Packets.Digest.Of(_world.Packet), _proofs).Write());

        Assert.That(() => ProofRecord.Read(Encoding.ASCII.GetBytes(written.Replace("</Packet>", "</Packet>" + added, StringComparison.Ordinal))), Throws.TypeOf<TimestampFormatException>());
    }

    // EN 319 132-1 §5.5.2.3, written from the standard over the DOM, without the product's own writers.
    private static byte[] ArchiveInput(XmlDocument document, XmlElement archive)
    {
        using var input = new MemoryStream();
        var signature = (XmlElement)document.GetElementsByTagName("Signature", Ds)[0]!;
        var enveloped = Load(document.OuterXml);
        var inside = enveloped.GetElementsByTagName("Signature", Ds)[0]!;
        inside.ParentNode!.RemoveChild(inside);
        input.Write(Canonical(enveloped.DocumentElement!));
        var contents = signature.GetElementsByTagName("Object", Ds).Cast<XmlElement>().Single(static o => o.GetAttribute("Id") == "contents");
        input.Write(Canonical(contents));
        input.Write(Canonical((XmlElement)signature.GetElementsByTagName("SignedProperties", Xades)[0]!));
        foreach (var name in new[] { "SignedInfo", "SignatureValue", "KeyInfo" })
        {
            input.Write(Canonical((XmlElement)signature.GetElementsByTagName(name, Ds)[0]!));
        }

        foreach (var property in archive.ParentNode!.ChildNodes.Cast<XmlElement>().TakeWhile(p => p != archive))
        {
            input.Write(Canonical(property));
        }

        input.Write(Canonical(contents));
        return input.ToArray();
    }

    private void Openssl(XmlElement property, byte[] input)
    {
        var token = Convert.FromBase64String(property.GetElementsByTagName("EncapsulatedTimeStamp", Xades)[0]!.InnerText);
        var at = TimestampToken.Read(token).Time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

        var (exit, text) = Tool.Run(
            "openssl", "ts", "-verify", "-digest", Convert.ToHexString(SHA256.HashData(input)), "-token_in", "-in", _world.Write("token.der", token), "-CAfile", _world.AnchorFile, "-attime", at);

        Assert.That(exit, Is.Zero, text);
    }

    private XmlDocument Load() => Load(Packets.Text(_copy));

    private static XmlDocument Load(string text)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(text);
        return document;
    }

    // A subtree of its own, with the namespaces that it inherits, put through the framework's exclusive canonicalisation.
    private static byte[] Canonical(XmlElement element)
    {
        var part = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)part.ImportNode(element, deep: true);
        part.AppendChild(copy);
        for (var above = element.ParentNode as XmlElement; above is not null; above = above.ParentNode as XmlElement)
        {
            foreach (XmlAttribute declared in above.Attributes)
            {
                if (declared.NamespaceURI == "http://www.w3.org/2000/xmlns/" && !copy.HasAttribute(declared.Name))
                {
                    copy.SetAttribute(declared.Name, declared.Value);
                }
            }
        }

        var transform = new XmlDsigExcC14NTransform();
        var again = Load(part.OuterXml);
        transform.LoadInput(again);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var bytes = new MemoryStream();
        output.CopyTo(bytes);
        return bytes.ToArray();
    }
}
