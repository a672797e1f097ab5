using System.Formats.Asn1;

namespace Axis.Signing.Trust.Ocsp;

/// <summary>The extensions of an OCSP message that are understood here (RFC 6960 §4.4): the nonce. Others may be there unless they are critical.</summary>
internal sealed record OcspExtensions(ReadOnlyMemory<byte>? Nonce)
{
    public static OcspExtensions None { get; } = new((ReadOnlyMemory<byte>?)null);

    /// <exception cref="OcspFormatException">One is critical and unknown.</exception>
    public static OcspExtensions Read(AsnReader extensions)
    {
        ReadOnlyMemory<byte>? nonce = null;
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            var value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (oid == OcspRequest.NonceOid)
            {
                nonce = new AsnReader(value, AsnEncodingRules.DER).ReadOctetString();
            }
            else if (critical)
            {
                throw new OcspFormatException(OcspFormatException.Unsupported, $"Thông điệp OCSP có phần mở rộng bắt buộc {oid} không được hỗ trợ.");
            }
        }

        return new OcspExtensions(nonce);
    }
}
