using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text.RegularExpressions;
using System.Xml;
using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Fuzz;

/// <summary>What the judges in this process say of a case. All but the fast path look at the first signature only, as xmlsec1 does.</summary>
/// <param name="Fast">The fast path passes it.</param>
/// <param name="General">The general path holds its first signature for intact.</param>
/// <param name="Sub">Why it does not.</param>
internal sealed partial record Judgement(bool Fast, bool General, SubIndication Sub)
{
    /// <summary>Whether SignedXml was asked too.</summary>
    public bool SignedXmlAsked { get; init; }

    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);

    public static Judgement Of(FuzzCase c)
    {
        var general = Verifier.Verify(new MemoryStream(c.Bytes));
        var first = general.Signatures.Count > 0 ? general.Signatures[0] : null;
        return new Judgement(Packets.Verify(c.Bytes).Passed, first?.Holds == true, first?.CryptographicSubIndication ?? SubIndication.FormatFailure);
    }

    /// <summary>What SignedXml says of the first signature; it has no opinion on what it cannot read.</summary>
    public static bool SignedXml(FuzzCase c)
    {
        try
        {
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            using var reader = XmlReader.Create(new MemoryStream(c.Bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            document.Load(reader);
            var judge = new SignedXml(document) { Resolver = null! };
            if (document.GetElementsByTagName("Signature", EdxmlNames.XmlDsig)[0] is not XmlElement block)
            {
                return false;
            }

            judge.LoadXml(block);
            return judge.CheckSignature(PublishedKey.Rsa2048.Certificate, verifySignatureOnly: true);
        }
        catch (Exception e) when (e is XmlException or CryptographicException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException)
        {
            // SignedXml refuses through any of these, the last among them.
            return false;
        }
    }

    /// <summary>The known deviations of SignedXml, each a test of its own in SignedXmlDeviationTests: it may refuse what holds.</summary>
    public static bool IsKnownDeviation(FuzzCase c)
    {
        var text = Packets.Text(c.Bytes);
        return CarriageReturn().IsMatch(text) || TabInAttribute().IsMatch(text) || XmlAttribute().IsMatch(text) || FilledTransform().IsMatch(text)
            || text.Contains("xml-c14n11", StringComparison.Ordinal);
    }

    [GeneratedRegex("&#(0*13|x0*[dD]);")]
    private static partial Regex CarriageReturn();

    [GeneratedRegex("=(\"[^\"<]*|'[^'<]*)&#(0*9|0*10|x0*9|x0*[aA]);")]
    private static partial Regex TabInAttribute();

    [GeneratedRegex("#enveloped-signature[\"'][^<>/]*>(?!</)")]
    private static partial Regex FilledTransform();

    [GeneratedRegex("\\sxml:(lang|space|base|id)=")]
    private static partial Regex XmlAttribute();
}
