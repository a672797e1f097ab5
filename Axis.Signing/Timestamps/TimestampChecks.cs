namespace Axis.Signing.Timestamps;

/// <summary>Names of the checks on one token, in order.</summary>
public static class TimestampChecks
{
    public const string Imprint = "timestamp-imprint";
    public const string Signature = "timestamp-signature";
    public const string Chain = "timestamp-chain";
    public const string Time = "timestamp-time";
    public const string Validity = "timestamp-validity";
    public const string Revocation = "timestamp-revocation";
    public const string Algorithm = "timestamp-algorithm";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Imprint, Signature, Chain, Time, Validity, Revocation, Algorithm];
}
