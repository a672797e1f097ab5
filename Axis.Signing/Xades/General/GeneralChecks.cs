using System.Xml;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>Collects the checks of one signature block.</summary>
internal sealed class GeneralChecks(XmlElement block)
{
    private readonly List<Check> _checks = [];

    public List<string> Covered { get; } = [];

    public SignerCertificate? Signer { get; set; }

    public ContentsComparison? Survivors { get; set; }

    public void Pass(string name, string detail) => _checks.Add(new Check(name, CheckOutcome.Passed, detail));

    public void Fail(string name, string detail) => _checks.Add(new Check(name, CheckOutcome.Failed, detail));

    public SignatureFinding End(Indication indication, SubIndication sub, string name, string detail)
    {
        _checks.Add(new Check(name, indication == Indication.TotalFailed ? CheckOutcome.Failed : CheckOutcome.NotMade, detail));
        return End(indication, sub);
    }

    public SignatureFinding End(Indication indication, SubIndication sub) => new()
    {
        CryptographicIndication = indication,
        CryptographicSubIndication = sub,
        Checks = _checks,
        Place = Path(),
        Covered = Covered,
        Certificate = Signer?.Certificate,
        ClaimedSigningTime = Time(),
        Survivors = Survivors,
    };

    private string Path()
    {
        var names = new Stack<string>();
        for (XmlNode? node = block; node is XmlElement element; node = element.ParentNode)
        {
            names.Push(element.LocalName);
        }

        return "/" + string.Join('/', names);
    }

    /// <summary>Given out only when the references hold that could cover it.</summary>
    private DateTimeOffset? Time()
    {
        var text = block.SelectSingleNode(".//*[local-name()='SignedProperties']//*[local-name()='SigningTime']")?.InnerText;
        return Covered.Exists(static c => c.Contains("(SignedProperties)", StringComparison.Ordinal))
            && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUniversalTime()
                : null;
    }
}
