using System.Text;
using Axis.Node.Users;

namespace Axis.Node.Tests.Users;

/// <summary>The vectors of RFC 6238 appendix B, RFC 4226 appendix D and RFC 4648 §10, and what a code may not do.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [TestCase(59, "94287082")]
    [TestCase(1111111109, "07081804")]
    [TestCase(1111111111, "14050471")]
    [TestCase(1234567890, "89005924")]
    [TestCase(2000000000, "69279037")]
    [TestCase(20000000000, "65353130")]
    public void the_published_vector_comes_out(long seconds, string code) =>
        Assert.That(Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8), Is.EqualTo(code));

    [TestCase(0, "755224")]
    [TestCase(1, "287082")]
    [TestCase(9, "520489")]
    public void the_published_counter_vector_comes_out(long counter, string code) => Assert.That(Totp.Code(Secret, counter), Is.EqualTo(code));

    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void the_secret_is_written_in_base32(string bytes, string text) => Assert.That(Totp.ToBase32(Encoding.ASCII.GetBytes(bytes)), Is.EqualTo(text));

    [TestCase(-30, true)]
    [TestCase(30, true)]
    [TestCase(-60, false)]
    [TestCase(60, false)]
    public void a_code_of_a_neighbouring_step_is_taken_and_none_further(int seconds, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_010);
        var code = Totp.Code(Secret, Totp.StepAt(now.AddSeconds(seconds)));

        Assert.That(Totp.Match(Secret, code, now, null) is not null, Is.EqualTo(taken));
    }

    [Test]
    public void a_code_is_good_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_010);
        var code = Totp.Code(Secret, Totp.StepAt(now));
        var step = Totp.Match(Secret, code, now, null);

        Assert.That(Totp.Match(Secret, code, now, step), Is.Null);
    }

    [TestCase("")]
    [TestCase("12345")]
    [TestCase("1234567")]
    [TestCase("abcdef")]
    public void what_is_no_code_is_not_taken(string typed) => Assert.That(Totp.Match(Secret, typed, DateTimeOffset.FromUnixTimeSeconds(59), null), Is.Null);
}
