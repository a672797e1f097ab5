using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Trust.Ocsp;

/// <summary>Writes basic OCSP responses (RFC 6960 §4.2): what a responder says.</summary>
public static class OcspResponseWriter
{
    private const byte MalformedRequest = 1;

    private static readonly Asn1Tag Good = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Unknown = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>The answer to what is no request: an error status without a signature.</summary>
    public static byte[] Malformed()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue((ResponseStatus)MalformedRequest);
        }

        return writer.Encode();
    }

    /// <summary>Signs a response. The responder's certificate comes along, so that who asks can see its authority.</summary>
    /// <param name="answers">What is said.</param>
    /// <param name="producedAt">Time of signing.</param>
    /// <param name="nonce">The request's nonce, if it had one.</param>
    /// <param name="responder">The responder's key.</param>
    public static byte[] Sign(IReadOnlyList<OcspAnswer> answers, DateTimeOffset producedAt, ReadOnlyMemory<byte>? nonce, X509Certificate2 responder)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(responder);
        var data = Data(answers, producedAt, nonce, responder);
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            basic.WriteEncodedValue(DerSigning.AlgorithmOf(responder));
            basic.WriteBitString(DerSigning.Sign(responder, data));
            using (basic.PushSequence(Context0))
            using (basic.PushSequence())
            {
                basic.WriteEncodedValue(responder.RawDataMemory.Span);
            }
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(ResponseStatus.Successful);
            using (writer.PushSequence(Context0))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                writer.WriteOctetString(basic.Encode());
            }
        }

        return writer.Encode();
    }

    private static byte[] Data(IReadOnlyList<OcspAnswer> answers, DateTimeOffset producedAt, ReadOnlyMemory<byte>? nonce, X509Certificate2 responder)
    {
        var data = new AsnWriter(AsnEncodingRules.DER);
        using (data.PushSequence())
        {
            using (data.PushSequence(Context1))
            {
                data.WriteEncodedValue(responder.SubjectName.RawData);
            }

            data.WriteGeneralizedTime(producedAt, omitFractionalSeconds: true);
            using (data.PushSequence())
            {
                foreach (var answer in answers)
                {
                    Write(data, answer);
                }
            }

            if (nonce is { } given)
            {
                using (data.PushSequence(Context1))
                using (data.PushSequence())
                {
                    OcspRequest.WriteNonce(data, given.Span);
                }
            }
        }

        return data.Encode();
    }

    private static void Write(AsnWriter data, OcspAnswer answer)
    {
        using (data.PushSequence())
        {
            answer.CertId.Write(data);
            switch (answer)
            {
                case { Status: OcspStatus.Good }:
                    data.WriteNull(Good);
                    break;
                case { Status: OcspStatus.Revoked, Revocation: { } revocation }:
                    using (data.PushSequence(Context1))
                    {
                        data.WriteGeneralizedTime(revocation.At, omitFractionalSeconds: true);
                        if (revocation.Reason != 0)
                        {
                            using (data.PushSequence(Context0))
                            {
                                data.WriteEnumeratedValue((CrlReasonCode)revocation.Reason);
                            }
                        }
                    }

                    break;
                default:
                    data.WriteNull(Unknown);
                    break;
            }

            data.WriteGeneralizedTime(answer.ThisUpdate, omitFractionalSeconds: true);
            if (answer.NextUpdate is { } next)
            {
                using (data.PushSequence(Context0))
                {
                    data.WriteGeneralizedTime(next, omitFractionalSeconds: true);
                }
            }
        }
    }

    private enum ResponseStatus
    {
        Successful = 0,
        MalformedRequest = 1,
    }

    // Written as a number; RFC 5280 §5.3.1 names them.
    private enum CrlReasonCode
    {
        Unspecified = 0,
    }
}
