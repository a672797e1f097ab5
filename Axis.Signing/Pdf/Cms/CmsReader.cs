using System.Formats.Asn1;

namespace Axis.Signing.Pdf.Cms;

/// <summary>Reads the value of a PDF signature: one SignedData without content, one signer, signed attributes, then only zeros (EN 319 142-1 §5.3).</summary>
internal static class CmsReader
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, true);
    private static readonly Asn1Tag KeyIdTag = new(TagClass.ContextSpecific, 0);

    /// <summary>Cuts off the zeros that fill the room kept for the value.</summary>
    /// <exception cref="CmsFormatException">Something else than zeros follows, or it is no DER/BER value at all.</exception>
    public static ReadOnlyMemory<byte> Trim(byte[] contents)
    {
        try
        {
            var value = new AsnReader(contents, AsnEncodingRules.BER).PeekEncodedValue();
            return contents.AsSpan(value.Length).ContainsAnyExcept((byte)0)
                ? throw new CmsFormatException("Sau giá trị chữ ký còn dữ liệu khác.")
                : value;
        }
        catch (AsnContentException e)
        {
            throw new CmsFormatException("Contents không phải một giá trị ASN.1.", e);
        }
    }

    /// <summary>Takes the signature apart.</summary>
    /// <exception cref="CmsFormatException">It is not of the form.</exception>
    public static CmsSignature Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
            Must(outer.ReadObjectIdentifier() == CmsOids.SignedData, "Contents không phải SignedData.");
            var inner = outer.ReadSequence(Tag0);
            var signedData = inner.ReadSequence();
            Must(!outer.HasData && !inner.HasData, "Sau SignedData còn dữ liệu khác.");
            Must(signedData.TryReadInt32(out var version) && version is 1 or 3 or 4 or 5, "Phiên bản của SignedData không có thật.");
            var digests = Algorithms(signedData.ReadSetOf(skipSortOrderValidation: true));
            var content = signedData.ReadSequence();
            Must(content.ReadObjectIdentifier() == CmsOids.Data && !content.HasData, "Chữ ký không phải dạng tách rời.");
            var certificates = new List<ReadOnlyMemory<byte>>();
            if (signedData.HasData && signedData.PeekTag().HasSameClassAndValue(Tag0))
            {
                var set = signedData.ReadSetOf(skipSortOrderValidation: true, Tag0);
                while (set.HasData)
                {
                    var one = set.ReadEncodedValue();
                    if (one.Span[0] == 0x30 && certificates.Count < 32)
                    {
                        certificates.Add(one);
                    }
                }
            }

            if (signedData.HasData && signedData.PeekTag().HasSameClassAndValue(Tag1))
            {
                signedData.ReadEncodedValue();
            }

            var signers = signedData.ReadSetOf(skipSortOrderValidation: true);
            var signer = signers.ReadSequence();
            Must(!signedData.HasData, "Sau SignedData còn dữ liệu khác.");
            Must(!signers.HasData, "Một trường ký chứa nhiều hơn một chữ ký.");
            var signature = Signer(signer, certificates);
            Must(digests.Contains(signature.DigestOid), "Thuật toán băm của người ký không có trong danh sách của SignedData.");
            return signature;
        }
        catch (Exception e) when (e is AsnContentException or OverflowException)
        {
            throw new CmsFormatException("Giá trị chữ ký sai cấu trúc CMS.", e);
        }
    }

    private static CmsSignature Signer(AsnReader signer, List<ReadOnlyMemory<byte>> certificates)
    {
        Must(signer.TryReadInt32(out var version) && version is 1 or 3, "Phiên bản của SignerInfo không có thật.");
        var (issuer, serial, keyId) = (ReadOnlyMemory<byte>.Empty, System.Numerics.BigInteger.Zero, default(ReadOnlyMemory<byte>?));
        if (signer.PeekTag().HasSameClassAndValue(KeyIdTag))
        {
            keyId = signer.ReadOctetString(KeyIdTag);
        }
        else
        {
            var name = signer.ReadSequence();
            (issuer, serial) = (name.ReadEncodedValue(), name.ReadInteger());
        }

        var digestOid = signer.ReadSequence().ReadObjectIdentifier();
        Must(signer.PeekTag().HasSameClassAndValue(Tag0), "Chữ ký không có thuộc tính được ký.");
        var attributes = signer.ReadEncodedValue().ToArray();
        // The signature is over the attributes with the tag of SET OF, not the one they are sent with (RFC 5652 §5.4).
        attributes[0] = 0x31;
        var algorithm = signer.ReadSequence();
        var signatureOid = algorithm.ReadObjectIdentifier();
        var parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
        var value = signer.ReadOctetString();
        var signed = Attributes(new AsnReader(attributes, AsnEncodingRules.DER).ReadSetOf(skipSortOrderValidation: true));
        var unsigned = signer.HasData && signer.PeekTag().HasSameClassAndValue(Tag1)
            ? Attributes(signer.ReadSetOf(skipSortOrderValidation: true, Tag1))
            : [];
        var contentType = One(signed, CmsOids.ContentType)?.ReadObjectIdentifier();
        Must(contentType == CmsOids.Data, "Thuộc tính content-type thiếu hoặc sai.");
        var digest = One(signed, CmsOids.MessageDigest) ?? throw new CmsFormatException("Thiếu thuộc tính message-digest.");
        var time = One(signed, CmsOids.SigningTime);
        return new CmsSignature
        {
            DigestOid = digestOid,
            SignatureOid = signatureOid,
            SignatureParameters = parameters,
            SignedAttributes = attributes,
            Value = value,
            MessageDigest = digest.ReadOctetString(),
            SigningTime = time is null ? null : time.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? time.ReadUtcTime() : time.ReadGeneralizedTime(),
            SigningCertificate = One(signed, CmsOids.SigningCertificateV2) is { } ess ? EssV2(ess) : null,
            HasOldSigningCertificate = signed.ContainsKey(CmsOids.SigningCertificate),
            Issuer = issuer,
            Serial = serial,
            KeyIdentifier = keyId,
            Certificates = certificates,
            Timestamps = [.. unsigned.GetValueOrDefault(CmsOids.TimestampToken, [])],
        };
    }

    private static HashSet<string> Algorithms(AsnReader set)
    {
        var oids = new HashSet<string>(StringComparer.Ordinal);
        while (set.HasData)
        {
            oids.Add(set.ReadSequence().ReadObjectIdentifier());
        }

        return oids;
    }

    // ESSCertIDv2: the hash algorithm defaults to SHA-256 (RFC 5035 §4). Only the first names the signer.
    private static CertificateHash EssV2(AsnReader attribute)
    {
        var id = attribute.ReadSequence().ReadSequence().ReadSequence();
        var oid = id.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? id.ReadSequence().ReadObjectIdentifier() : CmsOids.Sha256;
        return new CertificateHash(oid, id.ReadOctetString());
    }

    private static Dictionary<string, List<ReadOnlyMemory<byte>>> Attributes(AsnReader set)
    {
        var attributes = new Dictionary<string, List<ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            var list = new List<ReadOnlyMemory<byte>>();
            while (values.HasData)
            {
                list.Add(values.ReadEncodedValue());
            }

            Must(attributes.TryAdd(oid, list), "Một thuộc tính được nêu hai lần.");
        }

        return attributes;
    }

    private static AsnReader? One(Dictionary<string, List<ReadOnlyMemory<byte>>> attributes, string oid)
    {
        if (!attributes.TryGetValue(oid, out var values))
        {
            return null;
        }

        Must(values.Count == 1, "Một thuộc tính được ký có nhiều giá trị.");
        return new AsnReader(values[0], AsnEncodingRules.DER);
    }

    private static void Must(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CmsFormatException(otherwise);
        }
    }
}
