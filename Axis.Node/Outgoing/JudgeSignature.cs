using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Rules;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>
/// Judges a signature that was made off the node before it becomes part of a packet, and finds out why one is refused: another key of the agency, another document, a certificate that is
/// over or not the agency's. What can be proved is said; a guess is not.
/// </summary>
public sealed class JudgeSignature(LiveDirectory directory, SignerCertificates certificates, IStore store, TimeProvider time)
{
    private const int MostBindings = 50;

    /// <summary>The certificate that a document of the agency is to be prepared for.</summary>
    /// <param name="agency">The sender.</param>
    /// <param name="given">Base64 of the one wanted; <c>null</c> = the only one there is.</param>
    /// <exception cref="RefusedException">The directory binds none, several, or not this one.</exception>
    public ReadOnlyMemory<byte> Choose(OrganId agency, string? given)
    {
        var bound = Bound(agency);
        if (given is null)
        {
            return bound.Count == 1 ? bound[0].Der : throw Choice(bound.Count == 0 ? "Danh bạ không có chứng thư ký nào của cơ quan." : "Danh bạ có nhiều chứng thư của cơ quan: hãy nêu chứng thư dùng để ký.");
        }

        var der = new byte[given.Length];
        return Convert.TryFromBase64String(given, der, out var length) && bound.FirstOrDefault(c => c.Der.Span.SequenceEqual(der.AsSpan(0, length))) is { } match
            ? match.Der
            : throw Choice("Chứng thư nêu ra không phải chứng thư ký của cơ quan trong danh bạ.");
    }

    /// <summary>The certificates that a document of the agency may be signed with now.</summary>
    public IReadOnlyList<CertificateEntry> Bound(OrganId agency)
    {
        var now = time.GetUtcNow();
        return [.. directory.Snapshot.CertificatesOf(agency.Value, KeyUse.Agency).Where(c => Holds(c, now))];
    }

    /// <summary>Demands that the certificate may still sign for the agency, and that one that came with the signature is the one that the document was prepared for.</summary>
    /// <exception cref="RefusedException">It may not, with the reason.</exception>
    internal void DemandCertificate(WaitingDraft draft, ReadOnlyMemory<byte>? given)
    {
        var now = time.GetUtcNow();
        var agency = draft.Row.Agency;
        var prepared = certificates.Get(draft.State.Certificate);
        if (given is { } bytes && Load(bytes) is var other && other.Thumbprint != prepared.Thumbprint)
        {
            var bindings = directory.Snapshot.CertificatesOf(agency.Value, KeyUse.Agency).Where(c => c.Thumbprint == other.Thumbprint).ToList();
            throw new RefusedException(
                bindings.Count == 0 ? Invalid("SIGNER_NOT_BOUND", $"Chứng thư “{NameOf(other)}” không gắn với cơ quan {agency} trong danh bạ nên không ký được văn bản của cơ quan. Ký bằng chứng thư “{NameOf(prepared)}” đã chọn, hoặc đề nghị quản trị đưa chứng thư này vào danh bạ rồi soạn lại.", "The directory does not bind this certificate to the agency.")
                : !bindings.Exists(c => Holds(c, now)) ? Over(other)
                : OtherKey(other, prepared));
        }

        if (!directory.Snapshot.CertificatesOf(agency.Value, KeyUse.Agency).Any(c => c.Thumbprint == prepared.Thumbprint && Holds(c, now)))
        {
            throw new RefusedException(Over(prepared));
        }
    }

    /// <summary>The value as the packet carries it, once it is found to be the certificate's key's over this document.</summary>
    /// <exception cref="RefusedException">It is not, with the reason.</exception>
    internal ReadOnlyMemory<byte> Demand(WaitingDraft draft, ReadOnlyMemory<byte> given)
    {
        var signer = certificates.Get(draft.State.Certificate);
        var value = SignatureSpelling.Read(draft.State.Algorithm, signer.SignatureLength, given.Span);
        return value is not null && signer.Verify(draft.State.ToBeSigned, value) ? value : throw new RefusedException(Explain(draft, signer, given));
    }

    private Refusal Explain(WaitingDraft draft, SignerCertificate signer, ReadOnlyMemory<byte> given)
    {
        var agency = draft.Row.Agency;
        foreach (var binding in directory.Snapshot.CertificatesOf(agency.Value, KeyUse.Agency).Take(MostBindings))
        {
            if (certificates.Get(binding.Der.Span) is var other && IsBy(other, draft.State.ToBeSigned, given))
            {
                return OtherKey(other, signer);
            }
        }

        foreach (var waiting in store.Read(s => s.Submissions.ListPrepared(agency, WaitingDrafts.MostShown)).Where(p => p.Id != draft.Row.Id).Select(WaitingDraft.Of))
        {
            if (IsBy(certificates.Get(waiting.State.Certificate), waiting.State.ToBeSigned, given))
            {
                return Invalid("SIGNATURE_OTHER_DOCUMENT", $"Đây là chữ ký của văn bản khác ({waiting.State.Code}), không phải của {draft.State.Code}. Chọn lại đúng tệp chữ ký.", $"This is the signature of another document ({waiting.State.Code}).");
            }
        }

        return SignatureSpelling.Read(draft.State.Algorithm, signer.SignatureLength, given.Span) is null
            ? Invalid("SIGNATURE_FORM", $"Tệp này không phải giá trị chữ ký của khóa cần dùng ({given.Length} byte). Tải lên tệp .sig mà lệnh ký tạo ra, không phải tệp để ký, tệp khóa hay tệp .p7s; nếu đúng là tệp .sig thì đã ký nhầm khóa.", "This is no signature value of the key wanted.")
            : Invalid("SIGNATURE_VALUE", $"Chữ ký không khớp với văn bản này và chứng thư “{NameOf(signer)}”: ký nhầm khóa, nhầm văn bản, hoặc tệp để ký đã bị thay đổi. Tải lại tệp để ký, ký lại bằng đúng khóa.", "The signature value does not verify over the prepared bytes with the certificate's key.");
    }

    private static bool IsBy(SignerCertificate signer, ReadOnlySpan<byte> data, ReadOnlyMemory<byte> given) =>
        signer.Algorithm is { } algorithm && SignatureSpelling.Read(algorithm, signer.SignatureLength, given.Span) is { } value && signer.Verify(data, value);

    private SignerCertificate Load(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var read = bytes.Span is [0x30, ..] ? X509CertificateLoader.LoadCertificate(bytes.Span) : X509Certificate2.CreateFromPem(System.Text.Encoding.Latin1.GetString(bytes.Span));
            return certificates.Get(read.RawDataMemory.Span);
        }
        catch (CryptographicException e)
        {
            throw new RefusedException(Invalid("SIGNING_CERTIFICATE", "Tệp chứng thư không đọc được; cần tệp .crt, .cer hoặc .pem có một chứng thư.", "The certificate cannot be read."), e);
        }
    }

    // The certificate's own time counts beside the directory's: whoever verifies later asks for both.
    private bool Holds(CertificateEntry binding, DateTimeOffset now) =>
        binding.HoldsAt(now) && certificates.Get(binding.Der.Span).Certificate is var own && now >= own.NotBefore.ToUniversalTime() && now <= own.NotAfter.ToUniversalTime();

    private static string NameOf(SignerCertificate signer) => signer.Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    private static Refusal Over(SignerCertificate signer) => Invalid(
        "SIGNER_EXPIRED",
        $"Chứng thư “{NameOf(signer)}” (hết hạn {VietnamTime.Full(signer.Certificate.NotAfter.ToUniversalTime())}) không còn hoặc chưa có hiệu lực ký cho cơ quan: đã hết hạn, hoặc danh bạ đã thôi gắn với cơ quan. Bỏ văn bản chờ ký này rồi soạn lại với chứng thư khác.",
        "The certificate is over, or the directory no longer binds it to the agency.");

    private static Refusal OtherKey(SignerCertificate used, SignerCertificate wanted) => Invalid(
        "SIGNATURE_OTHER_KEY",
        $"Chữ ký do khóa của chứng thư “{NameOf(used)}” tạo ra, còn văn bản đã chuẩn bị cho chứng thư “{NameOf(wanted)}”. Ký lại bằng đúng khóa, hoặc bỏ văn bản chờ ký này rồi soạn lại với chứng thư kia.",
        "Signed with the key of another certificate than the document was prepared for.");

    private static Refusal Invalid(string code, string sentence, string english) => new(RefusalKind.Invalid, code, sentence, english);

    private static RefusedException Choice(string sentence) => new(Invalid("SIGNING_CERTIFICATE", sentence, "The directory does not bind such a signing certificate to the agency."));
}
