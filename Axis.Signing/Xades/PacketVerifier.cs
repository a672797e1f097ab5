using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades;

/// <summary>
/// Verifies native packets: the form, the closed signature template, its three digests, the signature value, and that the signed list of contents is
/// what the packet says. Nothing is canonicalised and no transform is run because a document asks for it. Thread-safe.
/// </summary>
public sealed class PacketVerifier(SignerCertificates certificates)
{
    /// <summary>Verifies a packet that is in memory.</summary>
    public PacketCheck Verify(ReadOnlyMemory<byte> packet, NativeReadOptions options)
    {
        NativePacket read;
        try
        {
            read = NativePacketReader.Read(packet, options);
        }
        catch (NativeFormException e)
        {
            return NotNative(e);
        }

        return Verify(read);
    }

    /// <summary>Verifies a packet of any size from a stream, in one pass and flat memory.</summary>
    public async Task<PacketCheck> VerifyAsync(Stream packet, NativeReadOptions options, CancellationToken cancellationToken)
    {
        NativePacket read;
        try
        {
            read = await NativePacketReader.ReadAsync(packet, options, cancellationToken).ConfigureAwait(false);
        }
        catch (NativeFormException e)
        {
            return NotNative(e);
        }

        return Verify(read);
    }

    /// <summary>Verifies the signature of a packet that was read already.</summary>
    public PacketCheck Verify(NativePacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var run = new PacketChecks(packet);
        try
        {
            run.Bound(MessageBinder.Bind(packet.Root, BindingMode.Native));
        }
        catch (EdxmlFormatException e)
        {
            return run.Fail(PacketChecks.NativeForm, Indication.TotalFailed, SubIndication.FormatFailure, "Gói tin không ở dạng gốc. " + e.SentenceVi)
                with { FormCode = e.Code };
        }

        run.Pass(PacketChecks.NativeForm, "Gói tin ở dạng gốc: mỗi byte chỉ có một cách viết.");
        if (packet.Signature is null)
        {
            return run.Fail(
                PacketChecks.SignatureForm, Indication.Indeterminate, SubIndication.SignedDataNotFound, "Gói tin không có chữ ký.");
        }

        try
        {
            return VerifyBlock(run, packet, packet.Signature);
        }
        catch (SignatureFormException e)
        {
            return run.Fail(
                PacketChecks.SignatureForm,
                Indication.TotalFailed,
                e.Check == "algorithm" ? SubIndication.SigConstraintsFailure : SubIndication.FormatFailure,
                e.Message);
        }
        catch (CryptographicException)
        {
            return run.Fail(
                PacketChecks.Certificate, Indication.TotalFailed, SubIndication.FormatFailure, "Chứng thư trong chữ ký không đọc được hoặc không phải đúng một DER.");
        }
    }

    private PacketCheck VerifyBlock(PacketChecks run, NativePacket packet, ElementNode signature)
    {
        var (values, signatureValue) = SignatureReader.Read(signature);
        if (!packet.SignatureBytes.Span.SequenceEqual(SignatureTemplate.Block(values, signatureValue)))
        {
            throw new SignatureFormException("signature-form", "Khối chữ ký không đúng từng byte với mẫu duy nhất được phép.");
        }

        run.Pass(PacketChecks.SignatureForm, "Khối chữ ký đúng mẫu duy nhất được phép.");
        var signer = certificates.Get(values.Certificate.Span);
        run.Signer(signer, values);
        if (signer.Algorithm != values.Algorithm)
        {
            return run.Fail(
                PacketChecks.Algorithm,
                Indication.TotalFailed,
                SubIndication.SigConstraintsFailure,
                signer.KeyProblem ?? "Thuật toán ký không khớp với loại khóa của chứng thư.");
        }

        run.Pass(PacketChecks.Algorithm, $"Thuật toán {SignatureAlgorithms.NameOf(values.Algorithm)} được phép.");
        if (signer.Thumbprint != values.CertificateDigest)
        {
            return run.Fail(
                PacketChecks.Certificate, Indication.TotalFailed, SubIndication.SigConstraintsFailure, "Chứng thư đi kèm không phải chứng thư đã được ký (SigningCertificateV2).");
        }

        run.Pass(PacketChecks.Certificate, "Chứng thư đi kèm là chứng thư đã được ký.");
        return VerifyValues(run, packet, values, signer, signatureValue);
    }

    private static PacketCheck VerifyValues(
        PacketChecks run, NativePacket packet, SignatureValues values, SignerCertificate signer, byte[] signatureValue)
    {
        if (SignatureTemplate.PropertiesDigest(values.SigningTime, values.CertificateDigest) != values.PropertiesDigest)
        {
            return run.Fail(
                PacketChecks.Properties, Indication.TotalFailed, SubIndication.HashFailure, "Thuộc tính được ký đã bị thay đổi sau khi ký.");
        }

        run.Pass(PacketChecks.Properties, "Thuộc tính được ký còn nguyên.");
        if (SignatureTemplate.ContentsDigest(values.Contents) != values.ContentsDigest)
        {
            return run.Fail(
                PacketChecks.Contents, Indication.TotalFailed, SubIndication.HashFailure, "Danh mục nội dung được ký đã bị thay đổi sau khi ký.");
        }

        run.Pass(PacketChecks.Contents, "Danh mục nội dung được ký còn nguyên.");
        if (!signer.Verify(SignatureTemplate.SignedInfo(values), signatureValue))
        {
            return run.Fail(
                PacketChecks.Value, Indication.TotalFailed, SubIndication.SigCryptoFailure, "Giá trị chữ ký không phải của khóa trong chứng thư, hoặc không ở dạng được phép.");
        }

        run.Pass(PacketChecks.Value, "Giá trị chữ ký đúng với khóa trong chứng thư.");
        var comparison = ContentsComparison.Of(
            values.Contents, SignedContents.Of(packet.Root, [.. packet.Files.Select(static f => new SignedFile(f.Name, f.Size, f.Sha256))]));
        run.Proved(values.Contents);
        if (packet.EnvelopedDigest != values.Packet)
        {
            return run.Fail(PacketChecks.Packet, Indication.TotalFailed, SubIndication.HashFailure, Altered(comparison)) with { Survivors = comparison };
        }

        run.Pass(PacketChecks.Packet, "Gói tin còn nguyên từng byte như khi ký.");
        return comparison.Same
            ? run.Done("Danh mục nội dung được ký khớp với gói tin.")
            : run.Fail(
                PacketChecks.Match,
                Indication.TotalFailed,
                SubIndication.SigConstraintsFailure,
                "Danh mục nội dung được ký không khớp với gói tin ở: " + string.Join(", ", comparison.Altered) + ".") with { Survivors = comparison };
    }

    private static string Altered(ContentsComparison comparison) =>
        "Gói tin đã bị thay đổi sau khi ký. Danh mục nội dung được ký chứng minh còn nguyên: "
        + string.Join(", ", comparison.Unaltered)
        + (comparison.Same ? "; phần bị đổi nằm ngoài danh mục này." : ". Đã bị thay đổi: " + string.Join(", ", comparison.Altered) + ".");

    private static PacketCheck NotNative(NativeFormException e) =>
        new PacketChecks(null).Fail(PacketChecks.NativeForm, Indication.TotalFailed, SubIndication.FormatFailure, "Gói tin không ở dạng gốc. " + e.Message)
            with { FormCode = e.Code, FormOffset = e.Offset };
}
