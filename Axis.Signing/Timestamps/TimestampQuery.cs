using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Axis.Signing.Timestamps;

/// <summary>One question to a timestamp authority (RFC 3161 §2.4.1): asks for the certificate, and carries a nonce so that no old answer passes.</summary>
public sealed class TimestampQuery
{
    private const int NonceBytes = 16;

    private readonly Rfc3161TimestampRequest _request;

    private TimestampQuery(Rfc3161TimestampRequest request) => (_request, Der) = (request, request.Encode());

    /// <summary>The bytes to send.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>Asks for a token over a hash.</summary>
    /// <param name="imprint">The hash.</param>
    /// <param name="algorithm">SHA-256, SHA-384 or SHA-512.</param>
    public static TimestampQuery For(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm)
    {
        // A positive integer: some authorities refuse the others.
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        nonce[0] = (byte)((nonce[0] & 0x3F) | 0x40);
        return new TimestampQuery(Rfc3161TimestampRequest.CreateFromHash(imprint, algorithm, requestedPolicyId: null, nonce, requestSignerCertificates: true));
    }

    /// <summary>Takes the token out of an answer: granted, over this imprint, with this nonce, and naming the certificate that signed it.</summary>
    /// <exception cref="TimestampFormatException">The answer is a refusal, malformed, or answers another question.</exception>
    public TimestampToken Accept(ReadOnlyMemory<byte> answer)
    {
        if (answer.Length > TimestampToken.MaxBytes)
        {
            throw new TimestampFormatException($"Trả lời của dịch vụ dấu thời gian lớn hơn {TimestampToken.MaxBytes} byte.");
        }

        try
        {
            var token = TimestampToken.Of(_request.ProcessResponse(answer, out var read));
            return read == answer.Length ? token : throw new TimestampFormatException("Trả lời của dịch vụ dấu thời gian có dữ liệu thừa.");
        }
        catch (CryptographicException e)
        {
            throw new TimestampFormatException("Dịch vụ dấu thời gian từ chối, hoặc trả lời không khớp với yêu cầu: " + e.Message, e);
        }
    }
}
