using System.Text;
using Axis.Core.Edxml;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Core.Tests.Edxml;

public sealed class EdxmlReaderTests
{
    private static readonly string Strict = PacketText.Of(StrictWriter.Layout(Messages.Document()));

    [Test]
    public void both_ways_of_binding_agree_on_what_the_writer_writes()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(MessageGenerators.Any.ToArbitrary(), static message =>
        {
            var root = PacketText.Tree(PacketText.Of(StrictWriter.Layout(message)));
            var native = MessageBinder.Bind(root, BindingMode.Native);
            var tolerant = MessageBinder.Bind(root, BindingMode.Tolerant);
            return MessageText.Of(native.Message) == MessageText.Of(tolerant.Message) && native.AttachmentElements.SequenceEqual(tolerant.AttachmentElements)
                && tolerant.Deviations.All(static d => d.Id == "T16");
        }));
    }

    [Test]
    public void the_reader_reads_what_the_writer_writes()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(MessageGenerators.Any.ToArbitrary(), static message =>
        {
            var packet = Read(PacketText.Of(StrictWriter.Layout(message))).GetAwaiter().GetResult();
            return MessageText.Of(packet.Message) == MessageText.Of(message) && !packet.Repaired;
        }));
    }

    [Test]
    public async Task a_file_of_256_mebibytes_costs_no_more_memory_than_a_small_one()
    {
        const long Size = 256L * 1024 * 1024 / 3 * 3;
        using var packet = new LargePacket(StrictWriter.Layout(Messages.Document() with { Attachments = [Messages.Document().Attachments[0]] }), Size / 3 * 4);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await EdxmlReader.ReadAsync(packet, EdxmlLimits.Default, new NullSink(), CancellationToken.None);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Attachments[0].Size, Is.EqualTo(Size));
            Assert.That(allocated, Is.LessThan(64 * 1024 * 1024));
        }
    }

    private static IEnumerable<TestCaseData> OverLimit()
    {
        yield return Case("text of one element", Strict.Replace("V/v kiểm tra", new string('x', 2000)), EdxmlLimits.Default with { MaxTextLength = 1000 });
        yield return Case("text in all", Strict, EdxmlLimits.Default with { MaxTotalText = 100 });
        yield return Case("elements", Strict, EdxmlLimits.Default with { MaxElements = 10 });
        yield return Case("depth", Strict.Replace("<edXML:Subject>", string.Concat(Enumerable.Repeat("<a>", 70))), EdxmlLimits.Default);
        yield return Case("attributes", Strict.Replace("<edXML:Subject>", "<edXML:Subject " + string.Join(' ', Enumerable.Range(0, 65).Select(static i => $"a{i}=\"\"")) + ">"), EdxmlLimits.Default);
        yield return Case("one attribute", Strict.Replace("<edXML:Subject>", $"<edXML:Subject a=\"{new string('>', 70_000)}\">"), EdxmlLimits.Default);
        yield return Case("one name", Strict.Replace("<edXML:Subject>", $"<{new string('a', 70_000)}>"), EdxmlLimits.Default);
        yield return Case("one reference", Strict.Replace("V/v kiểm tra", "&" + new string('a', 100) + ";"), EdxmlLimits.Default);
        yield return Case("bytes", Strict, EdxmlLimits.Default with { MaxBytes = 500 });
        yield return Case("files", Strict, EdxmlLimits.Default with { MaxAttachments = 1 });
    }

    [TestCaseSource(nameof(OverLimit))]
    public async Task what_is_over_a_limit_is_refused(string packet, EdxmlLimits limits)
    {
        var error = await Assert.ThrowsAsync<EdxmlFormatException>(() => Read(packet, limits));
        Assert.That(error?.Code, Is.EqualTo(EdxmlFaults.Limit));
    }

    [TestCase("")]
    [TestCase("<")]
    [TestCase("<a")]
    [TestCase("not xml")]
    [TestCase("<a></b>")]
    [TestCase("<a>&unknown;</a>")]
    public async Task what_is_not_xml_is_refused(string packet)
    {
        var error = await Assert.ThrowsAsync<EdxmlFormatException>(() => Read(packet));
        Assert.That(error?.Code, Is.EqualTo(EdxmlFaults.NotXml));
    }

    [TestCase("<a/>")]
    [TestCase("<edXML/>")]
    [TestCase("<edXML><edXMLEnvelope/></edXML>")]
    [TestCase("<edXML><edXMLEnvelope><edXMLHeader/></edXMLEnvelope></edXML>")]
    public async Task what_is_not_edxml_is_refused(string packet)
    {
        var error = await Assert.ThrowsAsync<EdxmlFormatException>(() => Read(packet));
        Assert.That(error?.Code, Is.EqualTo(EdxmlFaults.NoEnvelope));
    }

    [Test]
    public async Task a_changed_byte_is_read_or_refused_but_never_fails_otherwise()
    {
        var bytes = Encoding.UTF8.GetBytes(Strict);
        for (var i = 0; i < bytes.Length; i += 3)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] = (byte)("<>&\"\0 \u00ff"[i % 7]);
            try
            {
                await EdxmlReader.ReadAsync(new MemoryStream(changed), EdxmlLimits.Default, new NullSink(), CancellationToken.None);
            }
            catch (EdxmlFormatException error)
            {
                Assert.That(error.SentenceVi, Is.Not.Empty);
            }
        }
    }

    [Test]
    public async Task deviations_are_told_in_vietnamese_once_per_row()
    {
        var packet = await Read(Strict.Replace("H37.61", "h37.61").Replace("000.00.00.G22", "000.00.00.g22"));
        Assert.That(packet.Deviations.Where(static d => d.Id == "T21").Select(static d => d.Detail), Is.EqualTo(new[] { "To/OrganId viết \"h37.61\", đọc là H37.61 (và 1 chỗ khác)" }));
    }

    private static TestCaseData Case(string what, string packet, EdxmlLimits limits) => new TestCaseData(packet, limits).SetArgDisplayNames(what);

    private static Task<ReadPacket> Read(string packet, EdxmlLimits? limits = null) =>
        EdxmlReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(packet)), limits ?? EdxmlLimits.Default, new NullSink(), CancellationToken.None);
}
