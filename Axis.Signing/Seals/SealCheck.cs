using Axis.Core.Agencies;

namespace Axis.Signing.Seals;

/// <summary>What the verification of a seal found. Closed: valid, refused or undecided.</summary>
public abstract record SealCheck
{
    private protected SealCheck(string code, string reason) => (Code, Reason) = (code, reason);

    /// <summary>Stable code, one of <see cref="SealCodes"/>.</summary>
    public string Code { get; }

    /// <summary>A sentence in Vietnamese: why.</summary>
    public string Reason { get; }
}

/// <summary>The seal is the issuer's and covers the receipt or head.</summary>
/// <param name="Head">What was sealed.</param>
/// <param name="Binding">The directory entry that binds the certificate to the issuer.</param>
public sealed record SealValid(SealHead Head, CertificateEntry Binding)
    : SealCheck(SealCodes.Valid, "Niêm ký hợp lệ và thuộc đúng nút phát hành.");

/// <summary>The seal is wrong; it will not become right.</summary>
public sealed record SealRefused : SealCheck
{
    internal SealRefused(string code, string reason)
        : base(code, reason)
    {
    }
}

/// <summary>Not enough is known here to say; a newer directory may decide it.</summary>
public sealed record SealUndecided : SealCheck
{
    internal SealUndecided(string code, string reason)
        : base(code, reason)
    {
    }
}

/// <summary>Codes of <see cref="SealCheck"/>.</summary>
public static class SealCodes
{
    public const string Valid = "seal-valid";

    /// <summary>The bytes are no seal of ours.</summary>
    public const string Format = SealFormatException.Code;

    /// <summary>A seal of another purpose.</summary>
    public const string Purpose = "seal-purpose";

    /// <summary>The receipt handed over is not the one in the sealed bytes.</summary>
    public const string ReceiptMismatch = "seal-receipt-mismatch";

    /// <summary>The receipt is not under the sealed root.</summary>
    public const string Path = "seal-path";

    /// <summary>The signature does not verify.</summary>
    public const string Signature = "seal-signature";

    /// <summary>Receipt and seal name different issuers.</summary>
    public const string Issuer = "seal-issuer";

    /// <summary>The receipt names another seal certificate.</summary>
    public const string Certificate = "seal-certificate";

    /// <summary>The seal was made before the receipt, or later than now.</summary>
    public const string Time = "seal-time";

    /// <summary>The directory binds the certificate to someone else, or to another use.</summary>
    public const string BindingBroken = "seal-binding-broken";

    /// <summary>The binding did not hold when the seal was made.</summary>
    public const string BindingNotThen = "seal-binding-not-then";

    /// <summary>The directory here does not know the certificate.</summary>
    public const string BindingUnknown = "seal-binding-unknown";

    /// <summary>The section that states the binding has expired.</summary>
    public const string DirectoryExpired = "seal-directory-expired";

    /// <summary>The binding was withdrawn before the receipt is known to have existed, so the claimed time proves nothing.</summary>
    public const string RevokedNoProof = "seal-revoked-no-proof";
}
