namespace Axis.Signing.Tests.Fuzz;

/// <summary>Cases on which two judges once disagreed, with what it was; replayed in every run. A new one goes in as its seed.</summary>
internal static class PastDisagreements
{
    private const string Canonicalization = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>";

    /// <summary>Seeds of <see cref="CaseMaker"/> as it is now, and the changes that older seeds stood for.</summary>
    public static IReadOnlyList<TestCaseData<string>> All { get; } =
    [
        // Seed 1: SignedXml refused an attribute that the schema does not know on a Transform, the general path passed over it. Both refuse now.
        Case("an unknown attribute on a transform", SignedAgain(CaseMaker.Bases[1], Canonicalization, Canonicalization.Replace("#\"", "#\" id=\"x\"", StringComparison.Ordinal))),

        // Seeds 477, 4282: a changed letter in the certificate's own signature. The key is the same, so core validation holds; xmlsec1 then judged the certificate too.
        Case("a changed certificate with the same key", CaseMaker.Bases[1].Replace("</ds:X509Certificate>", "@", StringComparison.Ordinal).Replace(
            CaseMaker.Bases[1][(CaseMaker.Bases[1].IndexOf("</ds:X509Certificate>", StringComparison.Ordinal) - 8)..][..8] + "@", "AAAAAAA=</ds:X509Certificate>", StringComparison.Ordinal)),

        // Seed 60: octets between two canonicalisations were written in an endless recursion.
        Case("two canonicalisations in one reference", SignedAgain(CaseMaker.Bases[1], Canonicalization, Canonicalization + Canonicalization)),

        // SignedXml refuses white space, a comment or an instruction inside the enveloped-signature transform: a named deviation.
        .. ((int[])[34632, 85976, 88224]).Select(static seed => Case($"seed {seed}", Support.Packets.Text(CaseMaker.Make(seed).Bytes))),
    ];

    private static TestCaseData<string> Case(string name, string text) => new TestCaseData<string>(text).SetArgDisplayNames(name);

    private static string SignedAgain(string text, string found, string with) => SigningAgain.Sign(text.Replace(found, with, StringComparison.Ordinal), PublishedKey.Rsa2048);
}
