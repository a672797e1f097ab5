using System.Text;
using Axis.Node.Vxp.Link;

namespace Axis.Node.Tests.Vxp.Link;

/// <summary>The packet within the answer of getEdoc, whatever its size.</summary>
public sealed class EdocDataTests
{
    // The padding of 49,150 and 49,151 bytes ends exactly where a block of text does.
    [Test]
    public async Task a_packet_of_any_size_comes_whole([Values(0, 1, 2, 3, 49_149, 49_150, 49_151, 49_152, 49_153, 98_302, 98_303, 98_304, 200_000)] int size, [Values(true, false)] bool padded)
    {
        var packet = new byte[size];
        new Random(size).NextBytes(packet);
        var text = Convert.ToBase64String(packet);
        var answer = Encoding.ASCII.GetBytes($$"""{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":"{{(padded ? text : text.TrimEnd('='))}}"}""");
        using var destination = new MemoryStream();
        using var source = new MemoryStream(answer);

        await new EdocData(destination, 1 << 20).CopyAsync(source, CancellationToken.None);

        Assert.That(destination.ToArray(), Is.EqualTo(packet));
    }

    [TestCase("QUJ=QUJD")]
    [TestCase("QUJD*UJD")]
    [TestCase("QQ==QUJD")]
    public void what_is_not_base64_is_no_packet(string text)
    {
        using var source = new MemoryStream(Encoding.ASCII.GetBytes($$"""{"status":"OK","data":"{{text}}"}"""));

        Assert.That(async () => await new EdocData(new MemoryStream(), 1 << 20).CopyAsync(source, CancellationToken.None), Throws.InstanceOf<InvalidDataException>());
    }
}
