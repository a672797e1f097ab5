using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Explanations;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Offline;

/// <summary>One signature of another maker in a file.</summary>
public sealed record SignatureReport
{
    /// <summary>Path of element names from the root to the signature.</summary>
    public required string Place { get; init; }

    /// <summary>EN 319 102-1 text.</summary>
    public required string Verdict { get; init; }

    /// <summary>Whether the value and every reference are intact, whatever else is to be said.</summary>
    public required bool Holds { get; init; }

    /// <summary>Where it stands to what it signs, e.g. <c>Enveloped</c>; several with commas.</summary>
    public required string Form { get; init; }

    /// <summary>Signature method, key, canonicalisation and digests.</summary>
    public string? Algorithms { get; init; }

    /// <summary>Which algorithms prove nothing any more.</summary>
    public IReadOnlyList<string> Weaknesses { get; init; } = [];

    /// <summary>What is signed.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [];

    /// <summary>Subject of the certificate.</summary>
    public string? Signer { get; init; }

    /// <summary>The signing time the signer claims.</summary>
    public DateTimeOffset? ClaimedSigningTime { get; init; }

    /// <summary>The sentence that decided.</summary>
    public required string Reason { get; init; }

    /// <summary>Of a verdict.</summary>
    public static SignatureReport Of(ForeignVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var finding = verdict.Finding;
        return new SignatureReport
        {
            Place = finding.Place,
            Verdict = Verdicts.Format(verdict.Indication, verdict.SubIndication),
            Holds = finding.Holds,
            Form = finding.Form.ToString(),
            Algorithms = finding.Algorithms,
            Weaknesses = finding.Weaknesses,
            Covered = finding.Covered,
            Signer = finding.Certificate?.Subject,
            ClaimedSigningTime = finding.ClaimedSigningTime,
            Reason = verdict.Reason,
        };
    }

    /// <summary>The same with every sentence in one of the two languages.</summary>
    public SignatureReport In(Language language) => language == Language.Vietnamese ? this : this with
    {
        Algorithms = Algorithms is null ? null : EnglishSentences.In(language, Algorithms),
        Weaknesses = Said.In(language, Weaknesses),
        Covered = Said.In(language, Covered),
        Reason = EnglishSentences.In(language, Reason),
    };

    /// <summary>Form, algorithms, signer and reason on one line.</summary>
    public static string Line(ForeignVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var finding = verdict.Finding;
        string?[] parts = [Words(finding.Form), finding.Algorithms, finding.Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false), verdict.Reason];
        return string.Join(" · ", parts.Where(static p => !string.IsNullOrEmpty(p)));
    }

    private static string Words(SignatureForm form)
    {
        (SignatureForm Form, string Word)[] words =
        [
            (SignatureForm.Enveloped, "nằm trong"),
            (SignatureForm.Enveloping, "bao ngoài"),
            (SignatureForm.DetachedInside, "tách rời cùng tệp"),
            (SignatureForm.Detached, "tách rời"),
            (SignatureForm.Countersignature, "ký xác nhận"),
        ];
        return string.Join(" + ", words.Where(w => (form & w.Form) != 0).Select(static w => w.Word));
    }
}
