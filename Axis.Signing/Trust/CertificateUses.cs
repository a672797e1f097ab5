using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Trust;

/// <summary>Key usage and extended key usage along a path (RFC 5280 §4.2.1.3, §4.2.1.12).</summary>
public static class CertificateUses
{
    private const string AnyUse = "2.5.29.37.0";
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    // Uses that stand for a signature over content: S/MIME, document signing (RFC 9336) and its two forerunners.
    private static readonly string[] SigningUses = ["1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5"];

    /// <summary>Why the path does not serve the purpose: a sentence in Vietnamese; <c>null</c> when it does.</summary>
    public static string? Problem(CertificateChain chain, CertificatePurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (purpose == CertificatePurpose.Any)
        {
            return null;
        }

        const X509KeyUsageFlags signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        if (chain.Leaf.Extensions.OfType<X509KeyUsageExtension>().Any(static u => (u.KeyUsages & signing) == 0))
        {
            return "Chứng thư không được cấp để ký.";
        }

        var wanted = purpose == CertificatePurpose.Timestamping ? [TimeStamping] : SigningUses;
        if (purpose == CertificatePurpose.Timestamping
            && chain.Leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToArray() is not [{ Critical: true, EnhancedKeyUsages.Count: 1 }])
        {
            return "Chứng thư không được cấp riêng cho dấu thời gian (RFC 3161 §2.3).";
        }

        // The anchor's own extensions bind nobody (RFC 5280 §6.1.1); those of every authority below it do.
        for (var i = 0; i < Math.Max(1, chain.Certificates.Count - 1); i++)
        {
            var certificate = chain.Certificates[i];
            if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } stated && !Allows(stated, wanted))
            {
                return i == 0
                    ? "Mục đích sử dụng mở rộng của chứng thư không bao gồm việc ký này."
                    : $"Chứng thư cấp trên '{certificate.Subject}' không được cấp chứng thư cho mục đích ký này.";
            }
        }

        return null;
    }

    private static bool Allows(X509EnhancedKeyUsageExtension stated, string[] wanted)
    {
        foreach (var use in stated.EnhancedKeyUsages)
        {
            if (use.Value == AnyUse || wanted.Contains(use.Value))
            {
                return true;
            }
        }

        return false;
    }
}
