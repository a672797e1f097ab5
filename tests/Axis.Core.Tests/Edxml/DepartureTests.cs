using System.Text;
using Axis.Core.Edxml;

namespace Axis.Core.Tests.Edxml;

/// <summary>Departures that have no row in the tolerance catalogue of the wire reference; the rest of them are held by <see cref="SampleTests"/> and <see cref="ToleranceTests"/>.</summary>
public sealed class DepartureTests
{
    private static readonly string Pdf = Convert.ToBase64String("%PDF-1.7 x"u8);
    private static readonly string Zip = Convert.ToBase64String("PK\u0003\u0004"u8);
    private static readonly string Strict = PacketText.Of(StrictWriter.Layout(Messages.Document()), Pdf, Zip);
    private static readonly string Status = PacketText.Of(StrictWriter.Layout(Messages.Status()));

    [Test]
    public Task D04_an_unknown_element_is_passed_over() => Expect("D04", Strict.Replace("<edXML:Subject>", "<edXML:Khac>x</edXML:Khac><edXML:Subject>"));

    [TestCase("<edXML:Priority>1<", "<edXML:Priority>01<")]
    [TestCase("<edXML:Direction>false<", "<edXML:Direction>0<")]
    public Task D06_a_number_or_flag_in_another_spelling_is_read(string written, string changed) => Expect("D06", Strict.Replace(written, changed));

    [Test]
    public async Task D07_a_status_that_names_no_document_is_read_as_far_as_it_goes()
    {
        var start = Status.IndexOf("<edXML:ResponseFor>", StringComparison.Ordinal);
        var end = Status.IndexOf("</edXML:ResponseFor>", StringComparison.Ordinal) + "</edXML:ResponseFor>".Length;
        Assert.That(await IdsAsync(Status.Remove(start, end - start)), Is.EqualTo(new[] { "D07" }));
    }

    [Test]
    public async Task D08_a_status_code_of_one_digit_is_read()
    {
        var packet = await ReadAsync(Status.Replace("<edXML:StatusCode>03<", "<edXML:StatusCode>3<"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packet.Deviations.Select(static d => d.Id), Is.EqualTo(new[] { "D08" }));
            Assert.That(MessageText.Of(packet.Message), Is.EqualTo(MessageText.Of(Messages.Status())));
        }
    }

    [Test]
    public async Task D18_base64_without_its_padding_is_read()
    {
        var packet = await ReadAsync(Strict.Replace(Pdf, Pdf.TrimEnd('=')));
        Assert.That((packet.Deviations.Single().Id, packet.Attachments[0].Size), Is.EqualTo(("D18", 10L)));
    }

    private static async Task Expect(string id, string packet)
    {
        var read = await ReadAsync(packet);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Deviations.Select(static d => d.Id), Is.EqualTo(new[] { id }));
            Assert.That(MessageText.Of(read.Message), Is.EqualTo(MessageText.Of(Messages.Document())));
        }
    }

    private static async Task<string[]> IdsAsync(string packet) => [.. (await ReadAsync(packet)).Deviations.Select(static d => d.Id)];

    private static Task<ReadPacket> ReadAsync(string packet) =>
        EdxmlReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(packet)), EdxmlLimits.Default, new MemorySink(), CancellationToken.None);
}
