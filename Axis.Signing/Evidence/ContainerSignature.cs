using System.Globalization;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Canonical;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Signing.Evidence;

/// <summary>
/// The signature over everything in the container: detached XAdES B-B (EN 319 132-1) in <c>META-INF/signatures.xml</c> (EN 319 162-1 §4.4.3), one reference per
/// file. It is one template with values; reading takes the values out, fills the template again and wants the same bytes.
/// </summary>
/// <param name="SigningTime">When, by the signer's clock (UTC, whole seconds).</param>
/// <param name="Certificate">The signer's certificate (DER).</param>
/// <param name="Files">What is signed, in order.</param>
/// <param name="SignedInfo">The canonical bytes that the signature is over.</param>
/// <param name="Value">r‖s.</param>
public sealed record ContainerSignature(
    DateTimeOffset SigningTime, ReadOnlyMemory<byte> Certificate, IReadOnlyList<CoveredFile> Files, ReadOnlyMemory<byte> SignedInfo, ReadOnlyMemory<byte> Value)
{
    /// <summary>Namespace of ASiC.</summary>
    public const string Asic = "http://uri.etsi.org/02918/v1.2.1#";

    /// <summary>Largest signature file, in bytes: some 300 for each of the most files.</summary>
    public const int MaxBytes = 48 * 1024 * 1024;

    private const string Ds = EdxmlNames.XmlDsig;
    private const string Xades = EdxmlNames.Xades;
    private const string SignatureId = "signature";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Signs the files.</summary>
    /// <param name="files">What is signed.</param>
    /// <param name="key">A P-256 key.</param>
    /// <param name="time">When.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot sign.</exception>
    public static byte[] Write(IReadOnlyList<CoveredFile> files, ISigningKey key, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(key);
        if (key.Algorithm != SignatureAlgorithm.EcdsaP256Sha256)
        {
            throw new ArgumentException("Evidence is signed with P-256 keys only.", nameof(key));
        }

        var certificate = key.Certificate.RawDataMemory;
        var info = Canonical(w => Info(w, files, Digest.Of(Properties(files, certificate, time))));
        return Fill(files, certificate, time, key.Sign(info));
    }

    /// <summary>Reads the signature. Nothing is verified but its form.</summary>
    /// <exception cref="EvidenceFormatException">Not exactly what <see cref="Write"/> makes.</exception>
    public static ContainerSignature Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var signature = NativeScanner.ScanElement(bytes, 0).Children[0];
            var (info, value, keyInfo, holder) = (signature.Children[0], signature.Children[1], signature.Children[2], signature.Children[3]);
            var properties = holder.Children[0].Children[0];
            var types = properties.Children[1].Children.Select(static f => f.Children[0].Text).ToList();
            var references = info.Children.Skip(2).SkipLast(1).ToList();
            if (types.Count != references.Count)
            {
                throw Broken();
            }

            var files = references.Select((r, i) => new CoveredFile(Attribute(r, "URI"), types[i], DigestOf(r.Children[^1]))).ToList();
            var time = DateTimeOffset.ParseExact(
                properties.Children[0].Children[0].Text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            ReadOnlyMemory<byte> certificate = Convert.FromBase64String(keyInfo.Children[0].Children[0].Text);
            var made = Convert.FromBase64String(value.Text);
            return bytes.SequenceEqual(Fill(files, certificate, time, made))
                ? new ContainerSignature(time, certificate, files, Canonical(w => Info(w, files, Digest.Of(Properties(files, certificate, time)))), made)
                : throw Broken();
        }
        catch (Exception e) when (e is NativeFormException or (FormatException and not EvidenceFormatException) or ArgumentOutOfRangeException or InvalidOperationException)
        {
            throw Broken(e);
        }
    }

    /// <summary>Whether the certificate's key signed it (low S, as everywhere).</summary>
    public bool IsSignedBy(CertificateKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.AlgorithmOf(Certificate) == SignatureAlgorithm.EcdsaP256Sha256 && keys.Verify(Certificate, SignedInfo.Span, Value.Span);
    }

    internal static string Attribute(ElementNode element, string name) => element.Attributes.First(a => a.LocalName == name).Value;

    internal static Digest DigestOf(ElementNode value)
    {
        var bytes = Convert.FromBase64String(value.Text);
        return bytes.Length == Digest.Size ? new Digest(bytes) : throw new FormatException("No SHA-256 digest.");
    }

    internal static void Digested(CanonicalWriter w, Digest digest)
    {
        Method(w, "DigestMethod", SignatureAlgorithms.Sha256);
        w.Element("ds", "DigestValue", Ds, digest.ToBase64());
    }

    private static byte[] Fill(IReadOnlyList<CoveredFile> files, ReadOnlyMemory<byte> certificate, DateTimeOffset time, byte[] value)
    {
        var w = new CanonicalWriter(8192);
        w.Start("asic", "XAdESSignatures", Asic).Open();
        w.Start("ds", "Signature", Ds).Attribute("Id", SignatureId).Open();
        Info(w, files, Digest.Of(Properties(files, certificate, time)));
        w.Start("ds", "SignatureValue", Ds).Open().Base64(value).End();
        w.Start("ds", "KeyInfo", Ds).Open().Start("ds", "X509Data", Ds).Open().Start("ds", "X509Certificate", Ds).Open();
        w.Base64(certificate.Span).End().End().End();
        w.Start("ds", "Object", Ds).Open();
        w.Start("xades", "QualifyingProperties", Xades).Attribute("Target", "#" + SignatureId).Open();
        Properties(w, files, certificate, time);
        return w.End().End().End().End().ToArray();
    }

    private static byte[] Properties(IReadOnlyList<CoveredFile> files, ReadOnlyMemory<byte> certificate, DateTimeOffset time) =>
        Canonical(w => Properties(w, files, certificate, time));

    private static byte[] Canonical(Action<CanonicalWriter> write)
    {
        var w = new CanonicalWriter(8192);
        write(w);
        return w.ToArray();
    }

    private static void Info(CanonicalWriter w, IReadOnlyList<CoveredFile> files, Digest properties)
    {
        w.Start("ds", "SignedInfo", Ds).Open();
        Method(w, "CanonicalizationMethod", SignatureAlgorithms.ExclusiveC14N);
        Method(w, "SignatureMethod", SignatureAlgorithms.Uri(SignatureAlgorithm.EcdsaP256Sha256));
        for (var i = 0; i < files.Count; i++)
        {
            w.Start("ds", "Reference", Ds).Attribute("Id", ReferenceId(i)).Attribute("URI", files[i].Name).Open();
            Digested(w, files[i].Digest);
            w.End();
        }

        w.Start("ds", "Reference", Ds).Attribute("Type", SignatureTemplate.PropertiesType).Attribute("URI", "#" + SignatureTemplate.PropertiesId).Open();
        w.Start("ds", "Transforms", Ds).Open();
        Method(w, "Transform", SignatureAlgorithms.ExclusiveC14N);
        w.End();
        Digested(w, properties);
        w.End().End();
    }

    private static void Properties(CanonicalWriter w, IReadOnlyList<CoveredFile> files, ReadOnlyMemory<byte> certificate, DateTimeOffset time)
    {
        w.Start("xades", "SignedProperties", Xades).Attribute("Id", SignatureTemplate.PropertiesId).Open();
        w.Start("xades", "SignedSignatureProperties", Xades).Open();
        w.Element("xades", "SigningTime", Xades, time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        w.Start("xades", "SigningCertificateV2", Xades).Open().Start("xades", "Cert", Xades).Open().Start("xades", "CertDigest", Xades).Open();
        Digested(w, Digest.Of(certificate.Span));
        w.End().End().End().End();
        w.Start("xades", "SignedDataObjectProperties", Xades).Open();
        for (var i = 0; i < files.Count; i++)
        {
            w.Start("xades", "DataObjectFormat", Xades).Attribute("ObjectReference", "#" + ReferenceId(i)).Open();
            w.Element("xades", "MimeType", Xades, files[i].MediaType).End();
        }

        w.End().End();
    }

    private static string ReferenceId(int index) => string.Create(CultureInfo.InvariantCulture, $"file-{index + 1}");

    private static void Method(CanonicalWriter w, string name, string algorithm) => w.Start("ds", name, Ds).Attribute("Algorithm", algorithm).Open().End();

    private static EvidenceFormatException Broken(Exception? cause = null)
    {
        const string sentence = "Chữ ký của hồ sơ (META-INF/signatures.xml) không đúng mẫu.";
        const string english = "The container's signature (META-INF/signatures.xml) is not in its one form.";
        return cause is null
            ? new EvidenceFormatException(sentence, english, EvidenceNames.Signatures)
            : new EvidenceFormatException(sentence, english, EvidenceNames.Signatures, cause);
    }
}
