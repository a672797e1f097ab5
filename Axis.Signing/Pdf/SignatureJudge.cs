using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Pdf.Cms;
using Axis.Signing.Pdf.Structure;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>Judges one signature by itself: dictionary, range, CMS, digest, value (EN 319 102-1 §5.2).</summary>
internal sealed class SignatureJudge(PdfFile file, PdfTrust trust, TimestampVerifier timestamps, CancellationToken cancellationToken)
{
    /// <summary>Judges.</summary>
    /// <param name="found">The signature.</param>
    /// <param name="shared">Whether more than one field leads to it.</param>
    public JudgedSignature Judge(FoundSignature found, bool shared)
    {
        var one = new JudgedSignature(found) { SubFilter = (found.Dictionary?["SubFilter"] as PdfName)?.Value };
        try
        {
            _ = Dictionary(one, shared) && Range(one) && (one.IsDocumentTimestamp ? DocumentTimestamp(one) : Signature(one));
        }
        catch (CryptographicException e)
        {
            // A certificate or key damaged in a place that is only read when it is used.
            one.Run.Fail(PdfChecks.Form, SubIndication.FormatFailure, $"Chứng thư hoặc khóa trong chữ ký hỏng: {e.Message}");
        }

        return one;
    }

    private static bool Dictionary(JudgedSignature one, bool shared)
    {
        if (one.Found.Dictionary is not { } dictionary)
        {
            return one.Run.Fail(PdfChecks.Dictionary, SubIndication.FormatFailure, "Giá trị của trường chữ ký không phải một từ điển chữ ký.");
        }

        if (dictionary.Repeats || shared)
        {
            return one.Run.Fail(PdfChecks.Dictionary, SubIndication.FormatFailure, shared ? "Nhiều trường cùng trỏ tới một chữ ký." : "Từ điển chữ ký lặp lại một khóa.");
        }

        if (!one.Found.InForm)
        {
            return one.Run.Fail(PdfChecks.Dictionary, SubIndication.FormatFailure, "Từ điển chữ ký không nằm trong trường ký nào của tài liệu: chữ ký bị giấu hoặc đã bị gỡ.");
        }

        if (dictionary["Type"] is { } type && type is not PdfName { Value: "Sig" or "DocTimeStamp" })
        {
            return one.Run.Fail(PdfChecks.Dictionary, SubIndication.FormatFailure, "Từ điển chữ ký mang kiểu khác.");
        }

        return one.SubFilter is PdfSubFilters.Cades or PdfSubFilters.Pkcs7 or PdfSubFilters.DocumentTimestamp
            ? one.Run.Pass(PdfChecks.Dictionary, $"Từ điển chữ ký đúng dạng, {one.SubFilter}.")
            : one.Run.NotMade(PdfChecks.Dictionary, SubIndication.PolicyProcessingError, $"Dạng chữ ký {one.SubFilter ?? "không nêu"} không được hỗ trợ.");
    }

    private bool Range(JudgedSignature one)
    {
        (one.Range, var fault) = ByteRange.Read(file, one.Found);
        return fault is null
            ? one.Run.Pass(PdfChecks.ByteRange, "Chữ ký bao trùm toàn bộ lần lưu của nó, chỉ trừ chính giá trị chữ ký.")
            : one.Run.Fail(PdfChecks.ByteRange, SubIndication.FormatFailure, fault);
    }

    private bool DocumentTimestamp(JudgedSignature one)
    {
        if (Value(one) is not { } value)
        {
            return false;
        }

        TimestampToken token;
        try
        {
            token = TimestampToken.Read(value);
        }
        catch (TimestampFormatException e)
        {
            return one.Run.Fail(PdfChecks.Form, SubIndication.FormatFailure, e.Message);
        }

        one.Run.Pass(PdfChecks.Form, "Dấu thời gian tài liệu đúng dạng RFC 3161.");
        one.Digest = token.Hash?.Name;
        one.Claimed = token.Time;
        one.Certificate = X509CertificateLoader.LoadCertificate(token.Authority.RawDataMemory.Span);
        var check = timestamps.Verify(token, hash => one.Range!.Hash(file.Source, hash, cancellationToken), Context());
        if (check.Passed)
        {
            one.Proof = Of(token);
            return one.Run.Pass(PdfChecks.Timestamp, $"Tài liệu đã tồn tại muộn nhất lúc {SignerTrust.Show(token.Time)} theo '{token.Authority.Subject}'.");
        }

        var problem = check.FirstProblem!;
        return problem switch
        {
            { Name: TimestampChecks.Imprint } => one.Run.Fail(PdfChecks.Timestamp, SubIndication.HashFailure, problem.Detail),
            { Name: TimestampChecks.Signature } => one.Run.Fail(PdfChecks.Timestamp, SubIndication.SigCryptoFailure, problem.Detail),
            { Name: TimestampChecks.Chain } => one.Run.Doubt(PdfChecks.Timestamp, SubIndication.NoCertificateChainFound, problem.Detail),
            { Outcome: CheckOutcome.NotMade } => one.Run.NotMade(PdfChecks.Timestamp, SubIndication.TryLater, problem.Detail),
            _ => one.Run.Doubt(PdfChecks.Timestamp, SubIndication.NoPoe, problem.Detail),
        };
    }

    private bool Signature(JudgedSignature one)
    {
        if (Value(one) is not { } value)
        {
            return false;
        }

        CmsSignature cms;
        try
        {
            cms = CmsReader.Read(value);
        }
        catch (CmsFormatException e)
        {
            return one.Run.Fail(PdfChecks.Form, SubIndication.FormatFailure, e.Message);
        }

        one.Claimed = PdfDates.Read(one.Found.Dictionary!["M"]) ?? cms.SigningTime;
        one.Digest = CmsOids.Name(cms.DigestOid);
        one.Run.Pass(PdfChecks.Form, "Giá trị chữ ký là CMS tách rời, một người ký, có thuộc tính được ký.");
        (one.Certificate, one.Extra) = (CmsKeys.Signer(cms), cms.Certificates);
        if (one.Certificate is not { } certificate)
        {
            return one.Run.Doubt(PdfChecks.SigningCertificate, SubIndication.NoSigningCertificateFound, "Chữ ký không kèm chứng thư của người ký.");
        }

        if (CmsKeys.Fault(cms, certificate) is { } fault)
        {
            return one.Run.Doubt(PdfChecks.Algorithms, SubIndication.CryptoConstraintsFailure, fault);
        }

        one.Run.Pass(PdfChecks.Algorithms, $"Thuật toán được chấp nhận, {one.Digest}.");
        return Digest(one, cms) && Certificate(one, cms, certificate) && SignatureValue(one, cms, certificate) && Timestamp(one, cms);
    }

    private bool Digest(JudgedSignature one, CmsSignature cms)
    {
        var computed = one.Range!.Hash(file.Source, CmsOids.Hash(cms.DigestOid)!.Value, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(computed, cms.MessageDigest)
            ? one.Run.Pass(PdfChecks.Digest, "Nội dung được ký còn nguyên từng byte.")
            : one.Run.Fail(PdfChecks.Digest, SubIndication.HashFailure, "Nội dung được ký đã bị sửa.");
    }

    // EN 319 142-1 §6.3: PAdES must bind the certificate; the older form need not.
    private static bool Certificate(JudgedSignature one, CmsSignature cms, X509Certificate2 certificate)
    {
        if (cms.SigningCertificate is not { } stated)
        {
            return one.SubFilter == PdfSubFilters.Cades
                ? one.Run.Doubt(PdfChecks.SigningCertificate, SubIndication.SigConstraintsFailure, "Chữ ký PAdES thiếu thuộc tính signing-certificate-v2.")
                : one.Run.Pass(PdfChecks.SigningCertificate, "Dạng adbe.pkcs7.detached không bắt buộc thuộc tính signing-certificate-v2.");
        }

        return CmsOids.Hash(stated.Oid) is { } hash && CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(hash, certificate.RawDataMemory.Span), stated.Value)
            ? one.Run.Pass(PdfChecks.SigningCertificate, "Chứng thư đúng là chứng thư mà chữ ký nêu.")
            : one.Run.Fail(PdfChecks.SigningCertificate, SubIndication.SigConstraintsFailure, "Chứng thư kèm theo không phải chứng thư mà chữ ký nêu.");
    }

    private static bool SignatureValue(JudgedSignature one, CmsSignature cms, X509Certificate2 certificate) => CmsKeys.Verify(cms, certificate)
        ? one.Run.Pass(PdfChecks.Value, "Giá trị chữ ký đúng với khóa của chứng thư.")
        : one.Run.Fail(PdfChecks.Value, SubIndication.SigCryptoFailure, "Giá trị chữ ký không đúng với khóa của chứng thư.");

    // A timestamp that does not hold proves nothing, and the signature is judged without it.
    private bool Timestamp(JudgedSignature one, CmsSignature cms)
    {
        var detail = "Chữ ký không có dấu thời gian.";
        foreach (var der in cms.Timestamps.Take(4))
        {
            try
            {
                var check = timestamps.Verify(TimestampToken.Read(der), hash => CryptographicOperations.HashData(hash, cms.Value), Context());
                detail = check.FirstProblem?.Detail ?? detail;
                if (check.Passed && (one.Proof is null || check.Token.Time < one.Proof.Time))
                {
                    one.Proof = Of(check.Token);
                }
            }
            catch (TimestampFormatException e)
            {
                detail = e.Message;
            }
        }

        if (one.Proof is not null)
        {
            return one.Run.Pass(PdfChecks.Timestamp, $"Dấu thời gian {SignerTrust.Show(one.Proof.Time)} của '{one.Proof.By}' đúng.");
        }

        one.Run.Absent(PdfChecks.Timestamp, detail);
        return true;
    }

    private TimestampContext Context() => new(trust.Directory, trust.Revocation, trust.Now, trust.Policy.DocumentLimits, AlgorithmSunset.Default);

    private static Proof Of(TimestampToken token) => new(token.Time, "timestamp-token", token.Authority.Subject);

    private ReadOnlyMemory<byte>? Value(JudgedSignature one)
    {
        var contents = one.Found.Contents!.Bytes;
        if (contents.Length > trust.Limits.SignatureBytes)
        {
            throw PdfFormatException.Over("giá trị chữ ký quá dài");
        }

        try
        {
            return CmsReader.Trim(contents);
        }
        catch (CmsFormatException e)
        {
            one.Run.Fail(PdfChecks.Form, SubIndication.FormatFailure, e.Message);
            return null;
        }
    }
}
