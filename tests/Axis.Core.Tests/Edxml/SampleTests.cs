using Axis.Core.Edxml;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;

namespace Axis.Core.Tests.Edxml;

/// <summary>The official samples, with exactly the deviations that each of them has.</summary>
public sealed class SampleTests
{
    // edoc_new: four stray digits; label zip on a .doc; a signature block of dummies in the packet's own namespace; an id of another agency, date and
    // number; letters in the number; công văn under the normative group; due and traced before it was issued; traced by another agency; 30 February.
    [TestCase("edoc_new.edxml", "T02 T03 T15 D05 D09 D10 D11 D12 D13 D14 D15 D16 D17")]

    // edoc_update: id of another date; the changed document is one of 30 February.
    [TestCase("edoc_update.edxml", "T03 T15 D05 D10 D13 D17")]

    // Statuses: name before superior, date before id, mobile before e-mail; reported ten days before the document was issued.
    [TestCase("status_inbox_01.edxml", "T03 T09 D15")]
    [TestCase("status_acceptance_03.edxml", "T03 T09 D15")]
    [TestCase("status_rejection_02.edxml", "T03 T09 D15")]
    public async Task a_sample_has_exactly_these_deviations(string name, string ids)
    {
        var (packet, _) = await Read(name);
        Assert.That(string.Join(' ', packet.Deviations.Select(static d => d.Id)), Is.EqualTo(ids));
    }

    [TestCase("edoc_new.edxml", 0)]
    [TestCase("edoc_update.edxml", 2)]
    public async Task a_document_sample_is_read_with_its_kind_and_file(string name, int kind)
    {
        var (packet, sink) = await Read(name);
        var document = (DocumentMessage)packet.Message;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.Business.DocType, Is.EqualTo(kind));
            Assert.That(document.DocumentId, Is.EqualTo("000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"));
            Assert.That(document.Attachments.Single().Name, Is.EqualTo("1896_QD-TTg_m_294779.doc"));
            Assert.That(sink.Files.Single().Length, Is.EqualTo(packet.Attachments.Single().Size));
            Assert.That(packet.Signature, Is.EqualTo(SignaturePresence.Unverifiable));
        }
    }

    [TestCase("edoc_new.edxml")]
    [TestCase("edoc_update.edxml")]
    public async Task the_file_of_a_sample_is_unwrapped_and_turns_out_to_be_another_packet(string name)
    {
        var (packet, sink) = await Read(name);
        using var output = new MemoryStream();
        var file = await AttachmentUnpacker.UnpackAsync(sink.Files[0], packet.Attachments[0].Attachment, output, UnpackLimits.Default, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((file.Action, file.Size, file.Damaged), Is.EqualTo((UnpackAction.Unwrapped, 388347L, false)));
            Assert.That(file.EntryName, Does.EndWith(".edxml"));
            Assert.That(file.Deviations.Select(static d => d.Id), Is.EqualTo(new[] { "T15", "T15" }));
        }
    }

    [TestCase("status_inbox_01.edxml", "01")]
    [TestCase("status_rejection_02.edxml", "02")]
    [TestCase("status_acceptance_03.edxml", "03")]
    public async Task a_status_sample_is_read_with_its_code_and_addressee(string name, string code)
    {
        var (packet, _) = await Read(name);
        var status = (StatusMessage)packet.Message;
        Assert.That((status.StatusCode, status.From.OrganId.Value, status.Addressees.Single().Value), Is.EqualTo((code, "000.00.00.H41", "000.00.00.G22")));
    }

    private static async Task<(ReadPacket Packet, MemorySink Sink)> Read(string name)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DocAxis.sln")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "samples", name);
        if (!File.Exists(path))
        {
            Assert.Ignore($"The official samples are not on this machine ({path}).");
        }

        await using var file = File.OpenRead(path);
        var sink = new MemorySink();
        return (await EdxmlReader.ReadAsync(file, EdxmlLimits.Default, sink, CancellationToken.None), sink);
    }
}
