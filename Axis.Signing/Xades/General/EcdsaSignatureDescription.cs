using System.Security.Cryptography;

namespace Axis.Signing.Xades.General;

/// <summary>Teaches SignedXml the ECDSA methods of RFC 6931 §2.3.6, which it does not know by itself.</summary>
public abstract class EcdsaSignatureDescription : SignatureDescription
{
    private protected EcdsaSignatureDescription(string digest)
    {
        KeyAlgorithm = typeof(ECDsa).AssemblyQualifiedName;
        DigestAlgorithm = digest;
        DeformatterAlgorithm = typeof(Deformatter).AssemblyQualifiedName;
    }

    /// <summary>Registers the methods; harmless when repeated.</summary>
    internal static void Register()
    {
        CryptoConfig.AddAlgorithm(typeof(EcdsaSha256Description), SignatureAlgorithms.EcdsaSha256);
        CryptoConfig.AddAlgorithm(typeof(EcdsaSha384Description), SignatureAlgorithms.EcdsaSha384);
    }

    /// <inheritdoc/>
    public override AsymmetricSignatureDeformatter CreateDeformatter(AsymmetricAlgorithm key) => new Deformatter(key);

    private sealed class Deformatter(AsymmetricAlgorithm key) : AsymmetricSignatureDeformatter
    {
        private AsymmetricAlgorithm _key = key;

        public override void SetHashAlgorithm(string strName)
        {
            // The description fixes the digest; SignedXml passes its name again.
        }

        public override void SetKey(AsymmetricAlgorithm key) => _key = key;

        public override bool VerifySignature(byte[] rgbHash, byte[] rgbSignature) => _key is ECDsa ecdsa && ecdsa.VerifyHash(rgbHash, rgbSignature);
    }
}

/// <summary>http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256.</summary>
public sealed class EcdsaSha256Description() : EcdsaSignatureDescription("SHA256")
{
    /// <inheritdoc/>
    public override HashAlgorithm CreateDigest() => SHA256.Create();
}

/// <summary>http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384.</summary>
public sealed class EcdsaSha384Description() : EcdsaSignatureDescription("SHA384")
{
    /// <inheritdoc/>
    public override HashAlgorithm CreateDigest() => SHA384.Create();
}
