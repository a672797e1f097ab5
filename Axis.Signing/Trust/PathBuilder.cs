using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Signing.Trust;

/// <summary>
/// Builds one path with the platform's validator and adds what that leaves out: which store the anchor belongs to, the closed list of algorithms, extended key
/// usage of authorities, and certificate policies where an authority demands them.
/// </summary>
internal static class PathBuilder
{
    private const string PolicyConstraints = "2.5.29.36";
    private const string CertificatePolicies = "2.5.29.32";

    private const X509ChainStatusFlags NoPath = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;

    private static readonly Asn1Tag RequireExplicitPolicy = new(TagClass.ContextSpecific, 0);

    // RSA PKCS#1 and ECDSA with SHA-2; nothing with SHA-1 or MD5, whoever signed it.
    private static readonly string[] Algorithms =
    [
        "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
    ];

    public static PathCheck Build(
        ReadOnlyMemory<byte> der, AnchorSet anchors, PathPolicy policy, DateTimeOffset? at, IReadOnlyList<ReadOnlyMemory<byte>> extra)
    {
        if (Load(der) is not { } leaf)
        {
            return Failed(SubIndication.NoCertificateChainFound, "Nội dung ghi là chứng thư nhưng không phải chứng thư X.509.");
        }

        var more = new X509Certificate2Collection();
        foreach (var bytes in extra.Take(CertificateChains.MaxExtra))
        {
            // What is no certificate leads nowhere; the path is judged without it.
            if (Load(bytes) is { } certificate)
            {
                more.Add(certificate);
            }
        }

        var official = Attempt(leaf, anchors.Official, more, at, out var path);
        var outcome = official;
        if (path is null && anchors.HasPublic)
        {
            outcome = Attempt(leaf, anchors.All, more, at, out path);
        }

        return path is null
            ? Failed(outcome.Problem == SubIndication.NoCertificateChainFound ? official.Problem : outcome.Problem, outcome.Reason)
            : Constrain(path, anchors, policy, more, at);
    }

    private static (SubIndication Problem, string Reason) Attempt(
        X509Certificate2 leaf, X509Certificate2Collection trusted, X509Certificate2Collection more, DateTimeOffset? at, out X509Certificate2[]? path)
    {
        using var chain = NewChain(leaf, trusted, more, at);
        var (built, faults) = TryBuild(chain, leaf) is { } answer ? (answer, X509ChainStatusFlags.NoError) : (false, X509ChainStatusFlags.PartialChain);
        foreach (var status in chain.ChainStatus)
        {
            faults |= status.Status & ~X509ChainStatusFlags.NotTimeValid;
        }

        if (built && faults == X509ChainStatusFlags.NoError)
        {
            path = [.. chain.ChainElements.Select(static e => X509CertificateLoader.LoadCertificate(e.Certificate.RawDataMemory.Span))];
            return (SubIndication.None, "");
        }

        path = null;
        return (faults & NoPath) != 0
            ? (SubIndication.NoCertificateChainFound, "Không có đường tin cậy từ chứng thư đến gốc tin cậy nào của danh bạ.")
            : (SubIndication.CertificateChainGeneralFailure, $"Đường tin cậy của chứng thư không hợp lệ (RFC 5280 §6): {Describe(faults)}.");
    }

    /// <summary>Whether the platform finds a path; <c>null</c> when it gives up on a certificate whose key or names it cannot read, for certificates come from anybody.</summary>
    private static bool? TryBuild(X509Chain chain, X509Certificate2 leaf)
    {
        try
        {
            return chain.Build(leaf);
        }
        catch (CryptographicException)
        {
            // No path leads through what cannot be read; the verdict says that none was found.
            return null;
        }
    }

    private static PathCheck Constrain(X509Certificate2[] path, AnchorSet anchors, PathPolicy policy, X509Certificate2Collection more, DateTimeOffset? at)
    {
        var chain = new CertificateChain(
            path,
            path.Max(static c => new DateTimeOffset(c.NotBefore.ToUniversalTime())),
            path.Min(static c => new DateTimeOffset(c.NotAfter.ToUniversalTime())))
        {
            Store = anchors.StoreOf(path[^1]),
        };

        // The anchor is believed by its key; who signed it, and how, is nobody's concern.
        if (path.SkipLast(1).FirstOrDefault(static c => !Algorithms.Contains(c.SignatureAlgorithm.Value)) is { } weak)
        {
            return Failed(SubIndication.CryptoConstraintsFailure, $"Chứng thư '{weak.Subject}' được ký bằng thuật toán {weak.SignatureAlgorithm.FriendlyName} không còn được chấp nhận.");
        }

        if (Array.Find(path, static c => CertificateAlgorithm.Of(c) is null) is { } unusable)
        {
            return Failed(SubIndication.CryptoConstraintsFailure, $"Khóa của chứng thư '{unusable.Subject}' quá yếu hoặc thuộc loại không được chấp nhận.");
        }

        if (chain.Store == TrustStore.Public && !policy.AllowPublic)
        {
            return Failed(SubIndication.ChainConstraintsFailure, $"Chứng thư do tổ chức công cộng '{path[^1].Subject}' bảo đảm; việc này cần chứng thư chuyên dùng công vụ.");
        }

        if (CertificateUses.Problem(chain, policy.Purpose) is { } use)
        {
            return Failed(SubIndication.ChainConstraintsFailure, use);
        }

        return Policies(path, policy, anchors, more, at) is { } problem ? Failed(SubIndication.ChainConstraintsFailure, problem) : new PathCheck(chain, SubIndication.None, "");
    }

    // RFC 5280 §6.1.5 (g). The platform processes the policy tree when it is asked for a policy; it is asked for each acceptable one, or, where an authority
    // requires an explicit policy and none is configured, for each that the certificate itself states.
    private static string? Policies(X509Certificate2[] path, PathPolicy policy, AnchorSet anchors, X509Certificate2Collection more, DateTimeOffset? at)
    {
        var required = path.SkipLast(1).Any(RequiresPolicy);
        if (policy.CertificatePolicies.Count == 0 && !required)
        {
            return null;
        }

        var candidates = policy.CertificatePolicies.Count > 0 ? policy.CertificatePolicies : PoliciesOf(path[0]);
        foreach (var oid in candidates)
        {
            using var chain = NewChain(path[0], anchors.All, more, at);
            chain.ChainPolicy.CertificatePolicy.Add(new Oid(oid));
            if (TryBuild(chain, path[0]) == true)
            {
                return null;
            }
        }

        return required && policy.CertificatePolicies.Count == 0
            ? "Cơ quan cấp chứng thư đòi hỏi chính sách chứng thư nêu rõ mà chứng thư không có chính sách hợp lệ nào."
            : "Chứng thư không thuộc chính sách chứng thư nào được chấp nhận.";
    }

    private static X509Chain NewChain(X509Certificate2 leaf, X509Certificate2Collection trusted, X509Certificate2Collection more, DateTimeOffset? at)
    {
        var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(trusted);
        policy.ExtraStore.AddRange(trusted);
        policy.ExtraStore.AddRange(more);
        policy.DisableCertificateDownloads = true;
        policy.RevocationMode = X509RevocationMode.NoCheck;

        // A path need not be valid at the instant to be a path; its window is judged apart.
        policy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        policy.VerificationTime = at?.UtcDateTime.ToLocalTime() ?? leaf.NotBefore;
        return chain;
    }

    private static bool RequiresPolicy(X509Certificate2 certificate)
    {
        if (certificate.Extensions[PolicyConstraints] is not { } extension)
        {
            return false;
        }

        try
        {
            var constraints = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            return constraints.HasData && constraints.PeekTag().HasSameClassAndValue(RequireExplicitPolicy);
        }
        catch (AsnContentException)
        {
            // What it demands cannot be read, so it is taken to demand.
            return true;
        }
    }

    private static List<string> PoliciesOf(X509Certificate2 certificate)
    {
        var policies = new List<string>();
        if (certificate.Extensions[CertificatePolicies] is { } extension)
        {
            try
            {
                var list = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (list.HasData)
                {
                    policies.Add(list.ReadSequence().ReadObjectIdentifier());
                }
            }
            catch (AsnContentException)
            {
                // An unreadable extension states no policy.
                policies.Clear();
            }
        }

        return policies;
    }

    private static X509Certificate2? Load(ReadOnlyMemory<byte> der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der.Span);
        }
        catch (CryptographicException)
        {
            // Not a certificate; the caller says what that means where it stands.
            return null;
        }
    }

    private static string Describe(X509ChainStatusFlags faults)
    {
        var all = new (X509ChainStatusFlags Flag, string Text)[]
        {
            (X509ChainStatusFlags.NotSignatureValid, "chữ ký trên một chứng thư sai"),
            (X509ChainStatusFlags.InvalidBasicConstraints, "một chứng thư không được quyền cấp chứng thư, hoặc cấp quá số tầng cho phép"),
            (X509ChainStatusFlags.NotValidForUsage, "một chứng thư dùng sai mục đích"),
            (X509ChainStatusFlags.InvalidNameConstraints | X509ChainStatusFlags.HasNotPermittedNameConstraint | X509ChainStatusFlags.HasExcludedNameConstraint | X509ChainStatusFlags.HasNotDefinedNameConstraint | X509ChainStatusFlags.HasNotSupportedNameConstraint, "tên của chứng thư nằm ngoài phạm vi mà cấp trên được cấp"),
            (X509ChainStatusFlags.HasNotSupportedCriticalExtension, "có phần mở rộng bắt buộc không được hỗ trợ"),
            (X509ChainStatusFlags.InvalidPolicyConstraints | X509ChainStatusFlags.NoIssuanceChainPolicy, "chính sách chứng thư không được đáp ứng"),
        };
        var found = all.Where(a => (faults & a.Flag) != 0).Select(static a => a.Text).ToList();
        return found.Count > 0 ? string.Join("; ", found) : faults.ToString();
    }

    private static PathCheck Failed(SubIndication problem, string reason) => new(null, problem, reason);
}
