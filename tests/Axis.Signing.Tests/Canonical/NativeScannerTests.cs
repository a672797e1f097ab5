using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Signing.Tests.Canonical;

/// <summary>What the strict scanner accepts is its own Exclusive C14N; .NET's transform and xmlsec1 are the judges.</summary>
[TestFixture]
public sealed class NativeScannerTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Test]
    public void what_the_canonical_writer_writes_is_accepted() =>
        Check.One(Quick, Prop.ForAll(CanonicalDocuments.Any.ToArbitrary(), static d => Accepts(d)));

    [Test]
    public void what_the_canonical_writer_writes_is_its_own_exclusive_c14n() =>
        Check.One(Quick, Prop.ForAll(CanonicalDocuments.Any.ToArbitrary(), static d => Canonical(d).AsSpan().SequenceEqual(d.AsSpan(NativeScanner.RootOffset))));

    [Test]
    public void whatever_is_accepted_after_random_damage_is_still_its_own_exclusive_c14n()
    {
        var accepted = 0;
        var random = new Random(11);
        foreach (var document in CanonicalDocuments.Any.Sample(300))
        {
            for (var i = 0; i < 60; i++)
            {
                var damaged = Damage(document, random);
                if (Accepts(damaged))
                {
                    accepted++;
                    Assert.That(
                        Canonical(damaged).AsSpan().SequenceEqual(damaged.AsSpan(NativeScanner.RootOffset)), Is.True, Encoding.UTF8.GetString(damaged));
                }
            }
        }

        Assert.That(accepted, Is.GreaterThan(100), "the damage left too little to judge");
    }

    [Test]
    public void a_carriage_return_written_as_its_canonical_reference_is_accepted()
    {
        Assert.That(NativeScanner.Scan(Document("<a>x&#xD;</a>")).Text, Is.EqualTo("x\r"));
    }

    [TestCase("<a></a>\n", "native-trailing")]
    [TestCase("<a></b>", "native-tag")]
    [TestCase("<a", "native-tag")]
    [TestCase("<a>", "native-truncated")]
    [TestCase("<a/>", "native-tag")]
    [TestCase("<a ></a>", "native-tag")]
    [TestCase("<a b='c'></a>", "native-tag")]
    [TestCase("<a  b=\"c\"></a>", "native-tag")]
    [TestCase("<a b=\"c\"d=\"e\"></a>", "native-tag")]
    [TestCase("<a c=\"\" b=\"\"></a>", "native-order")]
    [TestCase("<a b=\"\" b=\"\"></a>", "native-order")]
    [TestCase("<a b=\"\" xmlns=\"urn:a\"></a>", "native-order")]
    [TestCase("<a xmlns=\"\"></a>", "native-namespace")]
    [TestCase("<a xmlns=\"relative\"></a>", "native-namespace")]
    [TestCase("<a xmlns:p=\"urn:p\"></a>", "native-namespace")]
    [TestCase("<p:a xmlns:p=\"\"></p:a>", "native-namespace")]
    [TestCase("<p:a></p:a>", "native-namespace")]
    [TestCase("<xml:a></xml:a>", "native-namespace")]
    [TestCase("<a xml:lang=\"vi\"></a>", "native-xml-attribute")]
    [TestCase("<a>></a>", "native-escape")]
    [TestCase("<a>&gt</a>", "native-reference")]
    [TestCase("<a>&quot;</a>", "native-reference")]
    [TestCase("<a>&#xd;</a>", "native-reference")]
    [TestCase("<a b=\"&gt;\"></a>", "native-reference")]
    [TestCase("<a b=\"\n\"></a>", "native-escape")]
    [TestCase("<a>x<b></b></a>", "native-mixed")]
    [TestCase("<a><b></b> </a>", "native-mixed")]
    [TestCase("<a>\u0001</a>", "native-character")]
    [TestCase("<a>\uFFFE</a>", "native-character")]
    [TestCase("<đ></đ>", "native-tag")]
    [TestCase("<a:b:c></a:b:c>", "native-tag")]
    [TestCase("<!-- --><a></a>", "native-tag")]
    [TestCase("<a><![CDATA[]]></a>", "native-tag")]
    public void a_second_spelling_is_refused_with_its_code(string root, string code)
    {
        var fault = Assert.Throws<NativeFormException>(() => NativeScanner.Scan(Document(root)));

        Assert.That(fault!.Code, Is.EqualTo(code));
    }

    [Test]
    public void a_value_of_many_references_is_read_in_time_that_grows_with_its_length()
    {
        var document = Document("<a>" + string.Concat(Enumerable.Repeat("&amp;", 1_000_000)) + "</a>");

        Assert.That(NativeScanner.Scan(document).Text, Has.Length.EqualTo(1_000_000));
    }

    private static byte[] Document(string root) => Packets.Raw(EdxmlNames.Declaration + "\n" + root);

    private static bool Accepts(byte[] document)
    {
        try
        {
            NativeScanner.Scan(document);
            return true;
        }
        catch (NativeFormException)
        {
            return false;
        }
    }

    private static byte[] Damage(byte[] document, Random random)
    {
        var from = NativeScanner.RootOffset;
        var a = random.Next(from, document.Length);
        var b = Math.Min(document.Length, a + random.Next(1, 12));
        return random.Next(4) switch
        {
            0 => [.. document.AsSpan(0, a), .. document.AsSpan(b)],
            1 => [.. document.AsSpan(0, a), .. document.AsSpan(a, b - a), .. document.AsSpan(a)],
            2 => [.. document.AsSpan(0, a), (byte)" <>&\"=:/apx1\n"[random.Next(13)], .. document.AsSpan(Math.Min(document.Length, a + random.Next(2)))],
            _ => [.. document.AsSpan(0, a), document[random.Next(from, document.Length)], .. document.AsSpan(Math.Min(document.Length, a + 1))],
        };
    }

    private static byte[] Canonical(byte[] document)
    {
        var dom = new XmlDocument { PreserveWhitespace = true };
        dom.Load(new MemoryStream(document));
        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(dom);
        using var output = new MemoryStream();
        ((Stream)transform.GetOutput(typeof(Stream))).CopyTo(output);
        return output.ToArray();
    }
}
