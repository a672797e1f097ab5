using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Xades;

[TestFixture]
public sealed class SignAndVerifyTests
{
    private static readonly TestKey[] Keys = [TestKey.Rsa2048, TestKey.P256, TestKey.P384];

    [TestCaseSource(nameof(Keys))]
    public void a_signed_document_passes_every_check(ISigningKey key)
    {
        var check = Packets.Verify(Packets.SignedDocument(key));

        Assert.That(check.Checks.Where(c => c.Outcome != CheckOutcome.Passed), Is.Empty);
    }

    [TestCaseSource(nameof(Keys))]
    public void a_signed_status_passes(ISigningKey key)
    {
        var check = Packets.Verify(Packets.Signed(Packets.Status(), key));

        Assert.That(check.Passed, Is.True);
    }

    [Test]
    public void the_packet_digest_is_the_digest_of_all_bytes()
    {
        var (bytes, packet) = Packets.Signer.SignSmall(StrictWriter.Layout(Packets.Status()), [], TestKey.P256, Packets.SignedAt);

        Assert.That((packet.Packet, Packets.Verify(bytes).Packet!.PacketDigest), Is.EqualTo((Digest.Of(bytes), Digest.Of(bytes))));
    }

    [Test]
    public void the_claimed_signing_time_is_reported()
    {
        Assert.That(Packets.Verify(Packets.SignedDocument(TestKey.P256)).ClaimedSigningTime, Is.EqualTo(Packets.SignedAt));
    }

    [Test]
    public void the_list_of_contents_names_each_file_with_its_digest()
    {
        var check = Packets.Verify(Packets.SignedDocument(TestKey.P256));

        Assert.That(check.SignedContents!.Files, Is.EqualTo(new[]
        {
            new SignedFile("công văn.pdf", 19, Digest.Of("%PDF-1.7 công văn"u8)),
            new SignedFile("số liệu.pdf", 500, Digest.Of(Packets.Bytes(500))),
        }));
    }

    [Test]
    public async Task signing_to_a_stream_writes_the_bytes_of_signing_in_memory()
    {
        var layout = StrictWriter.Layout(Packets.Document("a.pdf"));
        var file = new AttachmentBytes(Packets.Bytes(1_000_003));
        using var stream = new MemoryStream();

        var packet = await Packets.Signer.SignAsync(layout, [file], TestKey.Rsa2048, Packets.SignedAt, stream, CancellationToken.None);

        var (bytes, _) = Packets.Signer.SignSmall(layout, [file], TestKey.Rsa2048, Packets.SignedAt);
        Assert.That((stream.ToArray().AsSpan().SequenceEqual(bytes), packet.Packet), Is.EqualTo((true, Digest.Of(bytes))));
    }

    [Test]
    public async Task a_large_packet_verifies_from_a_stream_with_the_same_digests_as_in_memory()
    {
        var bytes = Packets.Signed(Packets.Document("a.pdf", "b.pdf"), TestKey.P256, Packets.Bytes(2_500_001), Packets.Bytes(700_000));

        var streamed = await Packets.Verifier.VerifyAsync(new MemoryStream(bytes), NativeReadOptions.Default, CancellationToken.None);

        var inMemory = Packets.Verify(bytes);
        Assert.That(
            (streamed.Passed, streamed.Packet!.PacketDigest, streamed.ContentDigest),
            Is.EqualTo((true, inMemory.Packet!.PacketDigest, inMemory.ContentDigest)));
    }

    [Test]
    public async Task files_are_extracted_in_the_same_pass()
    {
        var file = Packets.Bytes(1_500_000);
        var bytes = Packets.Signed(Packets.Document("a.pdf", "b.pdf"), TestKey.P256, [1, 2, 3], file);
        var sink = new Collect();

        await Packets.Verifier.VerifyAsync(new MemoryStream(bytes), new NativeReadOptions { Sink = sink }, CancellationToken.None);

        Assert.That(sink.Files[1].ToArray(), Is.EqualTo(file));
    }

    [Test]
    public void a_caller_that_knows_the_packet_digest_need_not_pay_for_it()
    {
        var check = Packets.Verifier.Verify(Packets.SignedDocument(TestKey.P256), new NativeReadOptions { ComputePacketDigest = false });

        Assert.That((check.Passed, check.Packet!.PacketDigest), Is.EqualTo((true, (Digest?)null)));
    }

    [Test]
    public async Task a_key_kept_elsewhere_signs_in_two_steps()
    {
        using var stream = new MemoryStream();
        var prepared = await Packets.Signer.PrepareAsync(
            StrictWriter.Layout(Packets.Document("a.pdf")),
            [new AttachmentBytes([1, 2, 3, 4])],
            TestKey.P256.Certificate.RawDataMemory,
            Packets.SignedAt,
            stream,
            CancellationToken.None);
        stream.Position = 0;

        await Packets.Signer.CompleteAsync(prepared, TestKey.P256.Sign(prepared.ToBeSigned.Span), stream, CancellationToken.None);

        Assert.That(Packets.Verify(stream.ToArray()).Passed, Is.True);
    }

    [Test]
    public async Task a_value_of_another_key_is_not_accepted_for_a_prepared_packet()
    {
        using var other = TestKey.Rsa(2048);
        using var stream = new MemoryStream();
        var prepared = await Packets.Signer.PrepareAsync(
            StrictWriter.Layout(Packets.Status()), [], TestKey.Rsa2048.Certificate.RawDataMemory, Packets.SignedAt, stream, CancellationToken.None);
        stream.Position = 0;

        Assert.That(
            async () => await Packets.Signer.CompleteAsync(prepared, other.Sign(prepared.ToBeSigned.Span), stream, CancellationToken.None),
            Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
    }

    [Test]
    public void a_file_that_changed_while_it_was_packed_stops_the_signing()
    {
        var layout = StrictWriter.Layout(Packets.Document("a.pdf"));

        Assert.That(
            async () => await Packets.Signer.SignAsync(layout, [new Liar()], TestKey.P256, Packets.SignedAt, new MemoryStream(), CancellationToken.None),
            Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void a_short_rsa_key_cannot_sign()
    {
        using var weak = TestKey.Rsa(1024);

        Assert.That(() => Packets.SignedDocument(weak), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
    }

    [Test]
    public void an_unsigned_packet_is_indeterminate()
    {
        var layout = StrictWriter.Layout(Packets.Status());

        var check = Packets.Verify([.. layout.BeforeSignature.Span, .. layout.Pieces[0].Span]);

        Assert.That(
            (check.CryptographicIndication, check.CryptographicSubIndication), Is.EqualTo((Indication.Indeterminate, SubIndication.SignedDataNotFound)));
    }

    private sealed class Collect : INativeFileSink
    {
        public Dictionary<int, MemoryStream> Files { get; } = [];

        public void Write(int file, ReadOnlySpan<byte> decoded)
        {
            if (!Files.TryGetValue(file, out var stream))
            {
                Files[file] = stream = new MemoryStream();
            }

            stream.Write(decoded);
        }
    }

    private sealed class Liar : IAttachmentContent
    {
        public long Size => 4;

        public Digest Sha256 => Digest.Of([1, 2, 3, 4]);

        public Stream OpenRead() => new MemoryStream([1, 2, 3, 5]);
    }
}
