using System.Formats.Asn1;

namespace Axis.Signing.Trust.Ocsp;

/// <summary>An unsigned OCSP request (RFC 6960 §4.1).</summary>
/// <param name="Certificates">The certificates asked about.</param>
/// <param name="Nonce">Ties the answer to this question, if the responder plays along (§4.4.1; RFC 9654 wants 32 octets).</param>
public sealed record OcspRequest(IReadOnlyList<OcspCertId> Certificates, ReadOnlyMemory<byte>? Nonce)
{
    /// <summary>Largest request read, in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    internal const string NonceOid = "1.3.6.1.5.5.7.48.1.2";

    private const int MaxCertificates = 16;

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Context2 = new(TagClass.ContextSpecific, 2, isConstructed: true);

    /// <summary>The request in DER.</summary>
    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                foreach (var id in Certificates)
                {
                    using (writer.PushSequence())
                    {
                        id.Write(writer);
                    }
                }
            }

            if (Nonce is { } nonce)
            {
                using (writer.PushSequence(Context2))
                using (writer.PushSequence())
                {
                    WriteNonce(writer, nonce.Span);
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>Reads a request. A signature on it is not looked at: nobody is preferred.</summary>
    /// <exception cref="OcspFormatException">Malformed, too large, or with a critical extension unknown here.</exception>
    public static OcspRequest Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new OcspFormatException(OcspFormatException.TooLarge, $"Câu hỏi OCSP lớn hơn {MaxBytes} byte.");
        }

        try
        {
            var body = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            foreach (var skipped in new[] { Context0, Context1 })
            {
                if (body.HasData && body.PeekTag() == skipped)
                {
                    body.ReadEncodedValue();
                }
            }

            var list = body.ReadSequence();
            var ids = new List<OcspCertId>();
            while (list.HasData && ids.Count < MaxCertificates)
            {
                ids.Add(OcspCertId.Read(list.ReadSequence()));
            }

            list.ThrowIfNotEmpty();
            var extensions = body.HasData ? OcspExtensions.Read(body.ReadSequence(Context2).ReadSequence()) : OcspExtensions.None;
            return new OcspRequest(ids, extensions.Nonce);
        }
        catch (AsnContentException e)
        {
            throw new OcspFormatException(OcspFormatException.Malformed, "Câu hỏi OCSP không đúng cấu trúc RFC 6960.", e);
        }
    }

    internal static void WriteNonce(AsnWriter writer, ReadOnlySpan<byte> nonce)
    {
        var inner = new AsnWriter(AsnEncodingRules.DER);
        inner.WriteOctetString(nonce);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(NonceOid);
            writer.WriteOctetString(inner.Encode());
        }
    }
}
