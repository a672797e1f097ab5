using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>
/// Core validation of one block (XMLDSig 1.1 §3.2) and its XAdES properties. Everything is computed, also with retired algorithms, so that the report can say both:
/// whether the signature holds, and what that is worth.
/// </summary>
internal sealed class BlockVerifier(SignerCertificates certificates)
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const string ManifestType = Ds + "Manifest";
    private const int MostCertificates = 16;

    public SignatureFinding Examine(GeneralChecks run, XmlTree tree, ForeignSignature signature, bool isPacket, ReferenceRun references)
    {
        var properties = SigningProperties.Read(signature);
        run.Candidates.AddRange(Certificates(signature));
        run.Algorithms = Algorithms(signature, null);
        if (run.Candidates.Count == 0)
        {
            return run.End(Indication.Indeterminate, SubIndication.NoSigningCertificateFound, "certificate", NoCertificate(signature));
        }

        run.Signer = run.Candidates[0];
        if (Value(run, signature, properties) is { } failed)
        {
            return failed with { Survivors = isPacket ? Survivors(tree, signature.Block) : null };
        }

        var broken = Follow(run, signature, references);
        run.Form = FormOf(signature, run.Targets);
        run.Holds = broken == 0;
        return broken > 0
            ? run.End(Indication.TotalFailed, SubIndication.HashFailure) with { Survivors = isPacket ? Survivors(tree, signature.Block) : null }
            : Named(run, properties) ?? Constraints(run, tree, signature, properties, isPacket);
    }

    /// <summary>The value, with each certificate's key; the one that XAdES names first.</summary>
    private static SignatureFinding? Value(GeneralChecks run, ForeignSignature signature, SigningProperties? properties)
    {
        using var info = new MemoryStream();
        Canonicalizer.Write(new NodeSet(new XmlTree([], signature.SignedInfo), signature.SignedInfo, Comments: true), signature.Canonicalization, info);
        var data = info.GetBuffer().AsMemory(0, (int)info.Length);
        var ordered = run.Candidates.OrderByDescending(c => properties?.Names(c.Certificate.RawDataMemory.Span) == true);
        var signer = ordered.FirstOrDefault(c => c.WithKey(key => SignatureValueCheck.Holds(key, signature.Method, data.Span, signature.Value)));
        if (signer is null)
        {
            var known = run.Candidates.Exists(static c => c.WithKey(static key => SignatureValueCheck.Describe(key).Family is not null));
            return known
                ? run.End(Indication.TotalFailed, SubIndication.SigCryptoFailure, "signature-value", $"Giá trị chữ ký {signature.Method.Name} không đúng với khóa của chứng thư nào đi kèm.")
                : run.End(Indication.Indeterminate, SubIndication.CryptoConstraintsFailure, "algorithm", Unsupported(run));
        }

        run.Signer = signer;
        signer.WithKey(key =>
        {
            var (_, name, weakness) = SignatureValueCheck.Describe(key);
            run.Algorithms = Algorithms(signature, name);
            run.Weak(weakness);
            return true;
        });
        run.Weak(signature.Method.Digest.Weakness);
        run.Weak(signature.Method.Pss?.Mask.Weakness);
        run.Pass("signature-value", $"Giá trị chữ ký {signature.Method.Name} đúng với khóa trong chứng thư.");
        return null;
    }

    private static string Unsupported(GeneralChecks run)
    {
        string? reason = null;
        run.Candidates[0].WithKey(key =>
        {
            reason = SignatureValueCheck.Describe(key).Weakness;
            return true;
        });
        return reason ?? "Loại khóa của chứng thư không được hỗ trợ.";
    }

    private static int Follow(GeneralChecks run, ForeignSignature signature, ReferenceRun references)
    {
        var broken = 0;
        foreach (var reference in signature.References)
        {
            var (target, holds) = references.Follow(reference);
            run.Weak(reference.Digest.Weakness);
            if (!holds)
            {
                broken++;
                run.Fail("reference", "Đã bị thay đổi sau khi ký: " + target.Words + ".");
                continue;
            }

            run.Pass("reference", "Còn nguyên: " + target.Words + ".");
            run.Targets.Add(target);
            if (reference.Type == ManifestType && target.Apex is { LocalName: "Manifest", NamespaceUri: Ds } manifest)
            {
                broken += Follow(run, signature with { References = ForeignSignature.ReadReferences(manifest.Named(Ds, "Reference")) }, references);
            }
        }

        return broken;
    }

    /// <summary>The certificate that the signer signed for (EN 319 102-1 §5.2.3): another one with the same key is a substitution.</summary>
    private static SignatureFinding? Named(GeneralChecks run, SigningProperties? properties)
    {
        if (properties is null || !run.Targets.Exists(t => t.Covers(properties.Element)))
        {
            run.Pass("signing-certificate", "Chữ ký không có thuộc tính XAdES được ký: chứng thư lấy từ KeyInfo, thời điểm ký không được nêu.");
            return null;
        }

        run.SigningTime = properties.SigningTime;
        if (properties.Certificates.Count == 0)
        {
            run.Pass("signing-certificate", "Thuộc tính XAdES không nêu chứng thư ký: chứng thư lấy từ KeyInfo.");
            return null;
        }

        foreach (var (method, _) in properties.Certificates)
        {
            run.Weak(method.Weakness);
        }

        if (!properties.Names(run.Signer!.Certificate.RawDataMemory.Span))
        {
            return run.End(
                Indication.TotalFailed, SubIndication.SigConstraintsFailure, "signing-certificate", "Chứng thư đi kèm không phải chứng thư đã được ký (SigningCertificate): đã bị thay.");
        }

        run.Pass("signing-certificate", "Chứng thư đi kèm là chứng thư đã được ký (SigningCertificate).");
        return null;
    }

    private static SignatureFinding Constraints(GeneralChecks run, XmlTree tree, ForeignSignature signature, SigningProperties? properties, bool isPacket)
    {
        if (run.Weaknesses.Count > 0)
        {
            return run.End(
                Indication.Indeterminate,
                SubIndication.CryptoConstraintsFailureNoPoe,
                "algorithm",
                $"Chữ ký khớp, nhưng thuật toán không còn đủ tin cậy: {string.Join("; ", run.Weaknesses)}. Cần bằng chứng chữ ký đã có từ khi thuật toán còn được tin.");
        }

        run.Pass("algorithm", $"Thuật toán còn được tin: {run.Algorithms}.");
        if (isPacket)
        {
            return run.End(Indication.Indeterminate, SubIndication.FormatFailure);
        }

        if ((run.Form & SignatureForm.Countersignature) == 0 && new Coverage(signature, run.Targets).Gap(tree) is { } gap)
        {
            return run.End(
                Indication.Indeterminate,
                SubIndication.SigConstraintsFailure,
                "coverage",
                $"Chữ ký chỉ bảo đảm: {string.Join("; ", run.Targets.Select(static t => t.Words))}. Phần {gap} không được ký, không được coi là của người ký.");
        }

        run.Pass("coverage", "Mọi nội dung của tệp đều được ký.");
        return run.End(Indication.TotalPassed, SubIndication.None);
    }

    private static SignatureForm FormOf(ForeignSignature signature, List<ReferenceTarget> targets)
    {
        var form = SignatureForm.None;
        foreach (var target in targets)
        {
            form |= target switch
            {
                { Whole: false, Apex: null } => SignatureForm.Detached,
                { Whole: true } => SignatureForm.Enveloped,
                { Apex: { LocalName: "SignatureValue", NamespaceUri: Ds } apex } when !signature.Block.Holds(apex) => SignatureForm.Countersignature,
                { Apex: { } apex } when apex.Holds(signature.Block) => SignatureForm.Enveloped,
                { Apex: { LocalName: "SignedProperties" or "SignatureProperties" or "SignatureProperty" or "KeyInfo" or "Manifest" } } => SignatureForm.None,
                { Apex: { } apex } when signature.Block.Holds(apex) => SignatureForm.Enveloping,
                _ => SignatureForm.DetachedInside,
            };
        }

        return form;
    }

    private static string Algorithms(ForeignSignature signature, string? key) =>
        string.Join(", ", new[] { signature.Method.Name, key, signature.Canonicalization.Name }
            .Concat(signature.References.Select(static r => r.Digest.Name).Distinct())
            .Where(static n => n is not null));

    private static string NoCertificate(ForeignSignature signature) => signature.KeyInfo?.Elements.Any(static e => e is { LocalName: "KeyValue", NamespaceUri: Ds }) == true
        ? "Chữ ký chỉ kèm khóa công khai trần (KeyValue), không kèm chứng thư X.509: không biết khóa của ai."
        : "Chữ ký không kèm chứng thư X.509 nào đọc được.";

    /// <summary>A block of our own template, however it was re-spelled on the way: its values, written again as they were signed, still prove the list of contents.</summary>
    private ContentsComparison? Survivors(XmlTree tree, TreeElement block)
    {
        try
        {
            var (values, signatureValue) = SignatureReader.Read(ContentsTree.Of(block));
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

            var root = ContentsTree.Of(tree.Root);
            return ContentsComparison.Of(values.Contents, SignedContents.Of(root, ContentsTree.Files(root)));
        }
        catch (Exception e) when (e is SignatureFormException or NativeFormException or CryptographicException)
        {
            return null;
        }
    }

    private IEnumerable<SignerCertificate> Certificates(ForeignSignature signature)
    {
        var texts = (signature.KeyInfo?.Named(Ds, "X509Data") ?? []).SelectMany(static d => d.Named(Ds, "X509Certificate")).Take(MostCertificates);
        foreach (var element in texts)
        {
            var text = element.Text;
            var bytes = new byte[(text.Length / 4 * 3) + 3];
            if (!Convert.TryFromBase64String(text, bytes, out var length))
            {
                continue;
            }

            SignerCertificate certificate;
            try
            {
                certificate = certificates.Get(bytes.AsSpan(0, length));
            }
            catch (CryptographicException)
            {
                // A certificate that cannot be read cannot be the signer's; "none readable" is reported when no other is there.
                continue;
            }

            yield return certificate;
        }
    }
}
