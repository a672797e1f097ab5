using System.Text;
using Axis.Core.Packets;
using Axis.Node.Vxp.Server;

namespace Axis.Node.Tests.Vxp.Server;

public sealed class CrlfTrimmingStreamTests
{
    [TestCase("", "")]
    [TestCase("\r\n", "")]
    [TestCase("a", "a")]
    [TestCase("a\n", "a\n")]
    [TestCase("a\r\n", "a")]
    [TestCase("a\r\n\r\n", "a\r\n")]
    [TestCase("<x>\r\n</x>\r\n", "<x>\r\n</x>")]
    public async Task one_line_end_at_the_end_is_taken_off(string body, string file)
    {
        foreach (var piece in new[] { 1, 2, 3, 4096 })
        {
            await using var stream = new CrlfTrimmingStream(new Pieces(Encoding.ASCII.GetBytes(body), piece));
            using var read = new MemoryStream();
            await stream.CopyToAsync(read);

            Assert.That((Encoding.ASCII.GetString(read.ToArray()), stream.Whole), Is.EqualTo((file, Digest.Of(Encoding.ASCII.GetBytes(body)))), $"pieces of {piece}");
        }
    }

    [Test]
    public async Task a_long_body_comes_whole()
    {
        var bytes = new byte[300_001];
        new Random(1).NextBytes(bytes);
        await using var stream = new CrlfTrimmingStream(new MemoryStream([.. bytes, .. "\r\n"u8]));
        using var read = new MemoryStream();
        await stream.CopyToAsync(read);

        Assert.That(read.ToArray(), Is.EqualTo(bytes));
    }

    /// <summary>A line that gives a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
