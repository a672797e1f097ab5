using System.Collections.Concurrent;
using System.Globalization;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Fuzz;

/// <summary>
/// The fast path, the general path, SignedXml and xmlsec1 over the same generated cases. What the fast path passes, the general path and xmlsec1 hold for intact; what the
/// general path holds, xmlsec1 holds, and SignedXml but for its named deviations; what SignedXml holds, the general path never calls altered. A case is its seed.
/// </summary>
[TestFixture]
public sealed class DifferentialFuzzTests
{
    private const int CasesInCi = 100_000;
    private const int CasesElsewhere = 5_000;

    // The two paths of this product judge every case. SignedXml and xmlsec1 cost ten times as much: SignedXml judges one in so many of what the general path holds and
    // of what it refuses; xmlsec1 all that the fast path passes and one in so many of what the general path alone holds.
    private const int HeldPerSignedXml = 8;
    private const int RefusedPerSignedXml = 40;
    private const int HeldPerXmlsec = 5;
    private const int MostPrinted = 20;

    private static int Cases => Environment.GetEnvironmentVariable("CI") == "true" ? CasesInCi : CasesElsewhere;

    [Test]
    public void the_judges_agree_on_generated_cases()
    {
        var cases = Cases;
        var wrong = new ConcurrentBag<string>();
        var held = new ConcurrentBag<FuzzCase>();
        var (fast, general, signedXml, judged) = (0, 0, 0, 0);
        Parallel.For(0, cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var c = CaseMaker.Make(seed);
            var judgement = Judge(c, wrong, static (s, held) => s % (held ? HeldPerSignedXml : RefusedPerSignedXml) == 0);
            Interlocked.Increment(ref judged);
            Interlocked.Add(ref fast, judgement.Fast ? 1 : 0);
            Interlocked.Add(ref general, judgement.General ? 1 : 0);
            Interlocked.Add(ref signedXml, judgement.SignedXmlAsked ? 1 : 0);
            if (judgement.Fast || (judgement.General && seed % HeldPerXmlsec == 0))
            {
                held.Add(c);
            }
        });
        foreach (var refused in XmlsecBatch.Refused([.. held.OrderBy(static c => c.Seed)]))
        {
            wrong.Add("xmlsec1 refuses what the general path holds: " + refused);
        }

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{judged} cases: {fast} passed by the fast path, {general} held by the general path; SignedXml judged {signedXml}, xmlsec1 {held.Count}; {wrong.Count} disagreements."));
        foreach (var disagreement in wrong.Take(MostPrinted))
        {
            TestContext.Out.WriteLine(disagreement);
        }

        Assert.Multiple(() =>
        {
            Assert.That(wrong.Select(static w => w.Split('\n')[0]).Take(MostPrinted), Is.Empty, $"{wrong.Count} disagreements, printed above: keep their seeds in PastDisagreements");
            Assert.That(judged, Is.GreaterThanOrEqualTo(cases));
            Assert.That((fast > cases / 50, general > cases / 5), Is.EqualTo((true, true)), "cases that nobody accepts compare nothing");
        });
    }

    [TestCaseSource(typeof(PastDisagreements), nameof(PastDisagreements.All))]
    public void a_past_disagreement_is_none_any_more(string text)
    {
        var wrong = new ConcurrentBag<string>();
        var c = new FuzzCase(0, "past", Support.Packets.Raw(text));
        var judgement = Judge(c, wrong, static (_, _) => true);
        if (judgement.General)
        {
            Assert.That(XmlsecBatch.Refused([c]), Is.Empty);
        }

        Assert.That(wrong, Is.Empty);
    }

    private static Judgement Judge(FuzzCase c, ConcurrentBag<string> wrong, Func<int, bool, bool> askSignedXml)
    {
        var judgement = Judgement.Of(c);
        if (judgement is { Fast: true, General: false })
        {
            wrong.Add("the fast path passes what the general path refuses: " + c);
        }

        if (!askSignedXml(c.Seed, judgement.General))
        {
            return judgement;
        }

        var signedXml = Judgement.SignedXml(c);
        if (judgement.General && !signedXml && !Judgement.IsKnownDeviation(c))
        {
            wrong.Add("SignedXml refuses what the general path holds: " + c);
        }

        if (signedXml && !judgement.General && judgement.Sub is SubIndication.HashFailure or SubIndication.SigCryptoFailure)
        {
            wrong.Add("SignedXml holds what the general path calls altered: " + c);
        }

        return judgement with { SignedXmlAsked = true };
    }
}
