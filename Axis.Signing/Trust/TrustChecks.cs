namespace Axis.Signing.Trust;

/// <summary>Names of the checks that <see cref="TrustJudge"/> makes, in order.</summary>
public static class TrustChecks
{
    public const string Proof = "proof-of-existence";
    public const string SigningTime = "signing-time";
    public const string Binding = "sender-binding";
    public const string Directory = "directory-validity";
    public const string Agency = "agency-open";
    public const string Chain = "certificate-chain";
    public const string KeyUsage = "key-usage";
    public const string Validity = "certificate-validity";
    public const string Revocation = "revocation";

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Proof, SigningTime, Binding, Directory, Agency, Chain, KeyUsage, Validity, Revocation];
}
