using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Canonical;

[TestFixture]
public sealed class NativePacketReaderTests
{
    private const int Block = 512 * 1024;

    [Test]
    public async Task tags_that_lie_across_a_block_boundary_are_found()
    {
        var small = Packets.Signed(Packets.Document("a.pdf", "b.pdf"), TestKey.P256, [], [1, 2, 3]);
        var gap = small.AsSpan().LastIndexOf("<edXML:ContentTransferEncoded"u8);
        var wrong = new List<int>();
        for (var shift = -160; shift <= 160; shift += 4)
        {
            var first = (Block - gap + shift) / 4 * 3;
            var packet = Packets.Signed(Packets.Document("a.pdf", "b.pdf"), TestKey.P256, Packets.Bytes(first), Packets.Bytes(300_000));
            var check = await Packets.Verifier.VerifyAsync(new MemoryStream(packet), NativeReadOptions.Default, CancellationToken.None);
            if (!check.Passed || check.Packet!.Files[1].Size != 300_000)
            {
                wrong.Add(shift);
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task broken_base64_deep_in_a_large_packet_is_refused_with_its_place()
    {
        var packet = Packets.Signed(Packets.Document("a.pdf"), TestKey.P256, Packets.Bytes(3_000_000));
        packet[2_000_000] = (byte)'\n';

        var check = await Packets.Verifier.VerifyAsync(new MemoryStream(packet), NativeReadOptions.Default, CancellationToken.None);

        Assert.That((check.FormCode, Math.Abs(check.FormOffset - 2_000_000) <= 65_536), Is.EqualTo(("native-base64", true)));
    }

    [Test]
    public async Task a_packet_cut_inside_a_file_is_refused()
    {
        var packet = Packets.Signed(Packets.Document("a.pdf"), TestKey.P256, Packets.Bytes(3_000_000));

        var check = await Packets.Verifier.VerifyAsync(new MemoryStream(packet[..2_000_000]), NativeReadOptions.Default, CancellationToken.None);

        Assert.That(check.FormCode, Is.EqualTo("native-truncated"));
    }

    [Test]
    public void a_packet_over_the_limit_is_refused()
    {
        var packet = Packets.SignedDocument(TestKey.P256);

        var check = Packets.Verifier.Verify(packet, new NativeReadOptions { MaxBytes = packet.Length - 1 });

        Assert.That(check.FormCode, Is.EqualTo("native-size"));
    }

    [Test]
    public async Task a_skeleton_over_eight_mebibytes_is_refused()
    {
        var packet = Packets.Raw(EdxmlNames.Declaration + "\n<edXML>" + new string('x', NativeLimits.SkeletonBytes + (2 * Block)) + "</edXML>");

        var check = await Packets.Verifier.VerifyAsync(new MemoryStream(packet), NativeReadOptions.Default, CancellationToken.None);

        Assert.That(check.FormCode, Is.EqualTo("native-size"));
    }

    [Test]
    public void more_files_than_any_packet_has_are_refused()
    {
        var packet = Packets.Raw(
            EdxmlNames.Declaration + "\n" + string.Concat(Enumerable.Repeat(EdxmlNames.ContentOpenTag + EdxmlNames.ContentCloseTag, NativeLimits.Files + 1)));

        Assert.That(Packets.Verify(packet).FormCode, Is.EqualTo("native-limit"));
    }

    [Test]
    public void nothing_at_all_is_refused() => Assert.That(Packets.Verify([]).FormCode, Is.EqualTo("native-declaration"));

    [Test]
    public void reading_stops_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        Assert.That(
            async () => await NativePacketReader.ReadAsync(new MemoryStream(new byte[2 * Block]), NativeReadOptions.Default, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void an_empty_file_is_a_file_of_no_bytes()
    {
        var check = Packets.Verify(Packets.Signed(Packets.Document("a.pdf"), TestKey.P256, files: [[]]));

        Assert.That((check.Passed, check.Packet!.Files[0].Size), Is.EqualTo((true, 0)));
    }
}
