using System.Security.Cryptography;
using System.Xml;
using Axis.Core.Edxml;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>
/// Examines the XML signatures of any file, for people who hold one that is not a native packet. It says what the cryptography says, what exactly is covered,
/// and never more: it decides nothing about transport, and an edXML packet examined here is not in the native form.
/// </summary>
public sealed class GeneralVerifier(SignerCertificates certificates)
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const int MostCharacters = 512 * 1024 * 1024;
    private const int MostSignatures = 64;
    private const int MostCertificates = 8;

    /// <summary>Examines a file. Never throws for what the file holds.</summary>
    public GeneralCheck Verify(Stream xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
        };
        try
        {
            using var reader = XmlReader.Create(xml, settings);
            document.Load(reader);
        }
        catch (XmlException e)
        {
            return new GeneralCheck { IsPacket = false, Signatures = [], Unreadable = "Tệp không phải XML đọc được (dòng " + e.LineNumber + "), hoặc có DOCTYPE." };
        }

        var isPacket = document.SelectNodes("//*[local-name()='edXMLEnvelope']")!.Count > 0;
        var blocks = document.SelectNodes("//*[local-name()='Signature' or local-name()='DigitalSignature']")!.Cast<XmlElement>().Take(MostSignatures);
        return new GeneralCheck
        {
            IsPacket = isPacket,
            Signatures = [.. blocks.Where(static b => b.NamespaceURI == Ds || !InSignature(b)).Select(b => Examine(document, b, isPacket))],
        };
    }

    private static bool InSignature(XmlElement block)
    {
        for (var node = block.ParentNode; node is XmlElement parent; node = parent.ParentNode)
        {
            if (parent.NamespaceURI == Ds)
            {
                return true;
            }
        }

        return false;
    }

    private SignatureFinding Examine(XmlDocument document, XmlElement block, bool isPacket)
    {
        var run = new GeneralChecks(block);
        if (isPacket)
        {
            run.Fail("native-form", "Gói tin không ở dạng gốc.");
        }

        if (block.NamespaceURI != Ds)
        {
            return run.End(Indication.Indeterminate, SubIndication.FormatFailure, "signature-form", "Có khối chữ ký nhưng không phải chữ ký XML (sai không gian tên): không kiểm tra được.");
        }

        try
        {
            return Examine(run, document, block, isPacket);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or XmlException or ArgumentException or InvalidOperationException)
        {
            // SignedXml reports what it cannot read through any of these.
            return run.End(Indication.Indeterminate, SubIndication.FormatFailure, "signature-form", "Khối chữ ký không đọc được: có mặt nhưng không kiểm tra được.");
        }
    }

    private SignatureFinding Examine(GeneralChecks run, XmlDocument document, XmlElement block, bool isPacket)
    {
        var (problem, algorithm) = SignedInfoPolicy.Judge(document, block);
        if (problem is not null)
        {
            return run.End(
                Indication.Indeterminate, algorithm ? SubIndication.CryptoConstraintsFailure : SubIndication.FormatFailure, algorithm ? "algorithm" : "signature-form", problem);
        }

        run.Pass("algorithm", "Mọi thuật toán đều nằm trong danh sách được phép.");
        var candidates = Certificates(block);
        if (candidates.Count == 0)
        {
            return run.End(Indication.Indeterminate, SubIndication.NoSigningCertificateFound, "certificate", "Chữ ký không kèm chứng thư X.509 nào đọc được.");
        }

        run.Signer = candidates[0];
        var signer = candidates.Find(c => c.WithKey(key => HardenedSignedXml.ValueHolds(document, block, key)));
        run.Survivors = Survivors(document, block);
        if (signer is null)
        {
            return candidates.TrueForAll(static c => c.Algorithm is null)
                ? run.End(Indication.Indeterminate, SubIndication.CryptoConstraintsFailure, "algorithm", candidates[0].KeyProblem!)
                : run.End(Indication.TotalFailed, SubIndication.SigCryptoFailure, "signature-value", "Giá trị chữ ký không đúng với khóa của chứng thư nào đi kèm.");
        }

        run.Signer = signer;
        run.Pass("signature-value", "Giá trị chữ ký đúng với khóa trong chứng thư.");
        return References(run, document, block, signer, isPacket);
    }

    private static SignatureFinding References(GeneralChecks run, XmlDocument document, XmlElement block, SignerCertificate signer, bool isPacket)
    {
        var references = SignedInfoPolicy.Children(SignedInfoPolicy.Children(block, "SignedInfo")[0], "Reference");
        var broken = 0;
        for (var i = 0; i < references.Count; i++)
        {
            var covers = SignedInfoPolicy.Covers(document, references[i]);
            if (signer.WithKey(key => HardenedSignedXml.ReferenceHolds(document, block, key, i)))
            {
                run.Pass("reference", "Còn nguyên: " + covers + ".");
                run.Covered.Add(covers);
            }
            else
            {
                run.Fail("reference", "Đã bị thay đổi sau khi ký: " + covers + ".");
                broken++;
            }
        }

        return broken > 0 ? run.End(Indication.TotalFailed, SubIndication.HashFailure)
            : isPacket ? run.End(Indication.Indeterminate, SubIndication.FormatFailure)
            : run.End(Indication.TotalPassed, SubIndication.None);
    }

    /// <summary>
    /// A block of our own template, however it was re-spelled on the way: its values, written again as they were signed, still prove the list of contents.
    /// </summary>
    private ContentsComparison? Survivors(XmlDocument document, XmlElement block)
    {
        try
        {
            var (values, signatureValue) = SignatureReader.Read(DomTree.Of(block));
            var signer = certificates.Get(values.Certificate.Span);
            var proved = signer.Algorithm == values.Algorithm
                && signer.Thumbprint == values.CertificateDigest
                && SignatureTemplate.PropertiesDigest(values.SigningTime, values.CertificateDigest) == values.PropertiesDigest
                && SignatureTemplate.ContentsDigest(values.Contents) == values.ContentsDigest
                && signer.Verify(SignatureTemplate.SignedInfo(values), signatureValue);
            if (!proved)
            {
                return null;
            }

            var root = DomTree.Of(document.DocumentElement!);
            return ContentsComparison.Of(values.Contents, SignedContents.Of(root, DomTree.Files(root)));
        }
        catch (Exception e) when (e is SignatureFormException or NativeFormException or CryptographicException)
        {
            return null;
        }
    }

    private List<SignerCertificate> Certificates(XmlElement block)
    {
        var found = new List<SignerCertificate>();
        var texts = SignedInfoPolicy.Children(block, "KeyInfo")
            .SelectMany(static k => SignedInfoPolicy.Children(k, "X509Data"))
            .SelectMany(static d => SignedInfoPolicy.Children(d, "X509Certificate"))
            .Take(MostCertificates);
        foreach (var text in texts)
        {
            var bytes = new byte[(text.InnerText.Length / 4 * 3) + 3];
            if (Convert.TryFromBase64String(text.InnerText, bytes, out var length))
            {
                try
                {
                    found.Add(certificates.Get(bytes.AsSpan(0, length)));
                }
                catch (CryptographicException)
                {
                    // A certificate that cannot be read cannot be the signer's; "none readable" is reported when no other is there.
                    continue;
                }
            }
        }

        return found;
    }
}
