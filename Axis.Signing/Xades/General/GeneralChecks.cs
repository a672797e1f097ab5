using Axis.Signing.Canonical;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>Collects the checks of one signature block.</summary>
internal sealed class GeneralChecks(TreeElement block)
{
    private readonly List<Check> _checks = [];

    public List<ReferenceTarget> Targets { get; } = [];

    public List<string> Weaknesses { get; } = [];

    public List<SignerCertificate> Candidates { get; } = [];

    public SignerCertificate? Signer { get; set; }

    public SignatureForm Form { get; set; }

    public string? Algorithms { get; set; }

    public DateTimeOffset? SigningTime { get; set; }

    public bool Holds { get; set; }

    public void Pass(string name, string detail) => _checks.Add(new Check(name, CheckOutcome.Passed, detail));

    public void Fail(string name, string detail) => _checks.Add(new Check(name, CheckOutcome.Failed, detail));

    public void Weak(string? weakness)
    {
        if (weakness is not null && !Weaknesses.Contains(weakness))
        {
            Weaknesses.Add(weakness);
        }
    }

    /// <summary>Ends with a check that decides.</summary>
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
        Place = block.Path,
        Holds = Holds,
        Form = Form,
        Algorithms = Algorithms,
        Weaknesses = Weaknesses,
        Covered = [.. Targets.Select(static t => t.Words)],
        CoveredFiles = [.. Targets.Where(static t => t is { Whole: false, Apex: null }).Select(static t => t.Uri)],
        Certificate = Signer?.Certificate,
        Others = [.. Candidates.Where(c => c != Signer).Select(static c => c.Certificate.RawDataMemory)],
        ClaimedSigningTime = SigningTime,
    };
}
