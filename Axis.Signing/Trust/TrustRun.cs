using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>Collects the checks of one judgement and keeps the worst finding.</summary>
internal sealed class TrustRun(JudgeInput input)
{
    private readonly List<Check> _checks = [.. input.Cryptography.Checks];
    private Indication _indication = Indication.TotalPassed;
    private SubIndication _sub = SubIndication.None;

    public JudgeInput Input { get; } = input;

    /// <summary>The path that was found.</summary>
    public CertificateChain? Path { get; set; }

    /// <summary>The revocation data that were relied on.</summary>
    public List<RevocationEvidence> Evidence { get; } = [];

    public bool Pass(string name, string detail) => Add(name, CheckOutcome.Passed, detail);

    /// <summary>The check failed; the judgement ends here.</summary>
    public bool Fail(string name, Indication indication, SubIndication sub, string detail)
    {
        (_indication, _sub) = (indication, sub);
        Add(name, CheckOutcome.Failed, detail);
        return false;
    }

    /// <summary>The check could not be decided for now. The others go on: one of them may know worse.</summary>
    public bool Postpone(string name, string detail)
    {
        (_indication, _sub) = (Indication.Indeterminate, SubIndication.TryLater);
        return Add(name, CheckOutcome.Failed, detail);
    }

    /// <summary>The check was not made, so there is no pass.</summary>
    public bool NotMade(string name, string detail)
    {
        (_indication, _sub) = (Indication.Indeterminate, SubIndication.TryLater);
        return Add(name, CheckOutcome.NotMade, detail);
    }

    public VerificationReport Report(string? signer) => Report(_indication, _sub, signer);

    public VerificationReport Report(Indication indication, SubIndication sub, string? signer)
    {
        foreach (var name in TrustChecks.All)
        {
            if (!_checks.Exists(c => c.Name == name))
            {
                Add(name, CheckOutcome.NotMade, "Chưa kiểm tra vì một kiểm tra trước đó không đạt.");
            }
        }

        return new VerificationReport
        {
            Indication = indication,
            SubIndication = sub,
            Checks = _checks,
            VerifiedAt = Input.Now,
            JudgedAt = Input.JudgedAt,
            Proof = Input.Proof is not null && Input.Proof.Time == Input.JudgedAt ? Input.Proof : null,
            Policy = Input.Policy.Version,
            DirectoryVersions = new SortedDictionary<string, long>(
                Input.Directory.Sections.ToDictionary(static s => s.Key, static s => s.Value.Version), StringComparer.Ordinal),
            ClaimedSigningTime = Input.Cryptography.ClaimedSigningTime,
            Signer = signer,
            SignerCertificate = Input.Cryptography.CertificateDer is { } der ? Digest.Of(der.Span).ToString() : null,
            Store = Path?.Store,
            Evidence = Evidence,
            RevocationData = [.. Evidence.Select(RevocationReference.To)],
        };
    }

    private bool Add(string name, CheckOutcome outcome, string detail)
    {
        _checks.Add(new Check(name, outcome, detail));
        return true;
    }
}
