using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Axis.Signing.Trust.Ocsp;

/// <summary>Reads basic OCSP responses (RFC 6960 §4.2) in DER.</summary>
public static class OcspReader
{
    /// <summary>Largest response, in bytes.</summary>
    public const int MaxBytes = 128 * 1024;

    private const string BasicResponse = "1.3.6.1.5.5.7.48.1.1";
    private const int MaxAnswers = 64;
    private const int MaxCertificates = 8;
    private const int KeyHashBytes = 20;

    private static readonly Asn1Tag Constructed0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Constructed1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Constructed2 = new(TagClass.ContextSpecific, 2, isConstructed: true);
    private static readonly Asn1Tag Good = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Unknown = new(TagClass.ContextSpecific, 2);

    /// <summary>Reads a response. Neither its signature nor its responder is verified here: see <see cref="OcspResponse.FindResponder"/>.</summary>
    /// <exception cref="OcspFormatException">Malformed, too large, an error status, or of a kind unknown here.</exception>
    public static OcspResponse Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new OcspFormatException(OcspFormatException.TooLarge, $"Trả lời OCSP lớn hơn {MaxBytes} byte.");
        }

        try
        {
            return ReadOuter(der.ToArray());
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or InvalidOperationException or ArgumentException)
        {
            throw new OcspFormatException(OcspFormatException.Malformed, "Trả lời OCSP không đúng cấu trúc RFC 6960.", e);
        }
    }

    private static OcspResponse ReadOuter(byte[] der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var outer = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var status = outer.ReadEnumeratedBytes().Span;
        if (status is not [0])
        {
            throw new OcspFormatException(OcspFormatException.NotSuccessful, $"Máy chủ OCSP trả lời lỗi {Convert.ToHexString(status)} (RFC 6960 §4.2.1).");
        }

        var bytes = outer.ReadSequence(Constructed0).ReadSequence();
        if (bytes.ReadObjectIdentifier() != BasicResponse)
        {
            throw new OcspFormatException(OcspFormatException.Unsupported, "Trả lời OCSP không thuộc loại cơ bản (id-pkix-ocsp-basic).");
        }

        var basic = new AsnReader(bytes.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
        var signed = basic.PeekEncodedValue();
        var data = basic.ReadSequence();
        var algorithm = ReadAlgorithm(basic.ReadSequence());
        var signature = basic.ReadBitString(out var unused);
        var certificates = basic.HasData ? ReadCertificates(basic.ReadSequence(Constructed0).ReadSequence()) : [];
        basic.ThrowIfNotEmpty();
        if (unused != 0)
        {
            throw Malformed("chữ ký có bit thừa");
        }

        if (data.PeekTag() == Constructed0)
        {
            // version DEFAULT v1: DER leaves the default out, and there is no other version.
            throw Malformed("phiên bản lạ");
        }

        var (name, key) = ReadResponder(data);
        var producedAt = data.ReadGeneralizedTime();
        var answers = ReadAnswers(data.ReadSequence());
        var extensions = data.HasData ? OcspExtensions.Read(data.ReadSequence(Constructed1).ReadSequence()) : OcspExtensions.None;
        data.ThrowIfNotEmpty();
        return new OcspResponse(der, new DerSignature(signed, algorithm, signature))
        {
            ResponderName = name,
            ResponderKeyHash = key,
            ProducedAt = producedAt,
            Answers = answers,
            Certificates = certificates,
            Nonce = extensions.Nonce,
        };
    }

    // Unsigned, so nothing may stand in it that could be changed unseen: parameters are absent (ECDSA) or NULL (RSA).
    private static string ReadAlgorithm(AsnReader identifier)
    {
        var algorithm = identifier.ReadObjectIdentifier();
        if (identifier.HasData)
        {
            identifier.ReadNull();
        }

        identifier.ThrowIfNotEmpty();
        return algorithm;
    }

    private static (ReadOnlyMemory<byte>? Name, ReadOnlyMemory<byte>? Key) ReadResponder(AsnReader data)
    {
        if (data.PeekTag() == Constructed1)
        {
            return (data.ReadSequence(Constructed1).ReadEncodedValue(), null);
        }

        var key = data.ReadSequence(Constructed2).ReadOctetString();
        return key.Length == KeyHashBytes ? (null, (ReadOnlyMemory<byte>?)key) : throw Malformed("dấu vân tay khóa của máy trả lời sai độ dài");
    }

    private static List<ReadOnlyMemory<byte>> ReadCertificates(AsnReader list)
    {
        var certificates = new List<ReadOnlyMemory<byte>>();
        while (list.HasData && certificates.Count < MaxCertificates)
        {
            certificates.Add(list.ReadEncodedValue());
        }

        list.ThrowIfNotEmpty();
        return certificates;
    }

    private static List<OcspAnswer> ReadAnswers(AsnReader list)
    {
        var answers = new List<OcspAnswer>();
        while (list.HasData && answers.Count < MaxAnswers)
        {
            var single = list.ReadSequence();
            var id = OcspCertId.Read(single);
            var (status, revocation) = ReadStatus(single);
            var thisUpdate = single.ReadGeneralizedTime();
            DateTimeOffset? nextUpdate = null;
            if (single.HasData && single.PeekTag() == Constructed0)
            {
                nextUpdate = single.ReadSequence(Constructed0).ReadGeneralizedTime();
            }

            if (single.HasData)
            {
                OcspExtensions.Read(single.ReadSequence(Constructed1).ReadSequence());
            }

            single.ThrowIfNotEmpty();
            answers.Add(new OcspAnswer(id, status, revocation, thisUpdate, nextUpdate));
        }

        list.ThrowIfNotEmpty();
        return answers;
    }

    private static (OcspStatus Status, Revocation? Revocation) ReadStatus(AsnReader single)
    {
        var tag = single.PeekTag();
        if (tag == Good)
        {
            single.ReadNull(Good);
            return (OcspStatus.Good, null);
        }

        if (tag == Unknown)
        {
            single.ReadNull(Unknown);
            return (OcspStatus.Unknown, null);
        }

        var revoked = single.ReadSequence(Constructed1);
        var at = revoked.ReadGeneralizedTime();
        var reason = 0;
        if (revoked.HasData)
        {
            var stated = revoked.ReadSequence(Constructed0).ReadEnumeratedBytes().Span;
            reason = stated is [var code] ? code : throw Malformed("lý do thu hồi lạ");
        }

        revoked.ThrowIfNotEmpty();
        return (OcspStatus.Revoked, new Revocation(at, reason));
    }

    private static OcspFormatException Malformed(string why) => new(OcspFormatException.Malformed, $"Trả lời OCSP sai: {why}.");
}
