using System.Security.Cryptography;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Tests.Outgoing;

/// <summary>What can stand in the way of an act that signs and stores is told to its user as a refusal.</summary>
public sealed class GuardedTests
{
    private static readonly object[] Faults =
    [
        new object[] { new CryptographicException("khóa"), "SIGNING_FAILED" },
        new object[] { new KeyUnavailableException("TOKEN_OUT", "Rút mất thẻ.", new IOException()), "TOKEN_OUT" },
        new object[] { new IOException("đĩa đầy"), "STORE_UNAVAILABLE" },
        new object[] { new StoreUnavailableException("đĩa đầy", new IOException()), "STORE_UNAVAILABLE" },
        new object[] { new RefusedException(new Refusal(RefusalKind.Conflict, "STA-04", "Đã trả lời.", "Answered.")), "STA-04" },
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task a_fault_is_a_refusal_with_its_code(Exception fault, string code)
    {
        var outcome = await Guarded.RunAsync<int>(() => Task.FromException<Outcome<int>>(fault));

        Assert.That((outcome as Refused<int>)?.Why.Code, Is.EqualTo(code));
    }

    [Test]
    public void a_mistake_of_the_program_is_not_hidden() =>
        Assert.That(() => Guarded.RunAsync<int>(static () => Task.FromException<Outcome<int>>(new InvalidOperationException())), Throws.InvalidOperationException);
}
