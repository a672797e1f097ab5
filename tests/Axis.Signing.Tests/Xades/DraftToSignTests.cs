using System.Text;
using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Xades;

/// <summary>What somebody is shown before the own key signs is what the packet's signature will say.</summary>
public sealed class DraftToSignTests
{
    [Test]
    public async Task a_prepared_packets_block_says_what_is_signed()
    {
        var (prepared, block) = await PrepareAsync();

        var draft = DraftToSign.Read(block);

        Assert.That(
            (draft.ToBeSigned.ToArray().AsSpan().SequenceEqual(prepared.ToBeSigned.Span), draft.Values.Contents.Files[0].Name),
            Is.EqualTo((true, "a.pdf")));
    }

    [TestCase("a.pdf", "b.pdf", TestName = "another file")]
    [TestCase("SigningTime>2", "SigningTime>3", TestName = "another time")]
    [TestCase("Id=\"contents\"", "Id=\"content2\"", TestName = "another shape")]
    [TestCase("<ds:SignatureValue>AA", "<ds:SignatureValue>AB", TestName = "a value already")]
    public async Task a_block_that_was_changed_is_not_signed(string from, string to)
    {
        var (_, block) = await PrepareAsync();
        var changed = Encoding.UTF8.GetString(block).Replace(from, to, StringComparison.Ordinal);
        Assert.That(changed, Is.Not.EqualTo(Encoding.UTF8.GetString(block)));

        Assert.That(() => DraftToSign.Read(Encoding.UTF8.GetBytes(changed)), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public async Task the_bytes_to_sign_alone_are_no_block()
    {
        var (prepared, _) = await PrepareAsync();

        Assert.That(() => DraftToSign.Read(prepared.ToBeSigned.Span), Throws.InstanceOf<InvalidDataException>());
    }

    [TestCase("")]
    [TestCase("không phải XML")]
    [TestCase("<!DOCTYPE a><a></a>")]
    public void what_is_no_xml_of_ours_is_refused(string text) => Assert.That(() => DraftToSign.Read(Encoding.UTF8.GetBytes(text)), Throws.InstanceOf<InvalidDataException>());

    private static async Task<(PreparedPacket Prepared, byte[] Block)> PrepareAsync()
    {
        using var stream = new MemoryStream();
        var prepared = await Packets.Signer.PrepareAsync(
            StrictWriter.Layout(Packets.Document("a.pdf")), [new AttachmentBytes([1, 2, 3, 4])], TestKey.P256.Certificate.RawDataMemory, Packets.SignedAt, stream, CancellationToken.None);
        return (prepared, stream.ToArray().AsSpan((int)prepared.BlockOffset, prepared.BlockLength).ToArray());
    }
}
