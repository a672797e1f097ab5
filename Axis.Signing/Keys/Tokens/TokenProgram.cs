using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// The token process: opens keys through OpenSSL's <c>pkcs11</c> engine and signs hashes until its input ends. A process of its own, because the engine never
/// forgets a token that was taken out, and because a vendor's driver that crashes must not take the node with it.
/// </summary>
public static class TokenProgram
{
    /// <summary>The word on the command line that starts it.</summary>
    public const string Word = "token-host";

    private const string Engine = "pkcs11";

    /// <summary>Serves until the input ends or a key fails.</summary>
    /// <returns>0 at the end of the input, 1 after a failure.</returns>
    public static int Run(Stream input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var keys = new List<AsymmetricAlgorithm>();
        try
        {
            while (TokenFrame.Read(input) is { } frame)
            {
                switch (frame.Kind)
                {
                    case TokenFrameKind.Open:
                        keys.Add(Open(frame.Body));
                        TokenFrame.Write(output, TokenFrameKind.Opened, [.. Number(keys.Count - 1), .. keys[^1].ExportSubjectPublicKeyInfo()]);
                        break;
                    case TokenFrameKind.Sign:
                        var key = keys[BinaryPrimitives.ReadInt32BigEndian(frame.Body.Span)];
                        TokenFrame.Write(output, TokenFrameKind.Signed, Sign(key, frame.Body.Span[4..]));
                        break;
                    default:
                        throw new InvalidDataException("Not a request.");
                }
            }

            return 0;
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException or InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            // Only what the engine could not find is told by its name; the rest stays here (it may quote what it was given).
            Console.Error.WriteLine(e.Message.Contains("no such engine", StringComparison.Ordinal) || e is PlatformNotSupportedException ? TokenTrouble.NoEngineLine : TokenTrouble.FailedLine);
            TokenFrame.Write(output, TokenFrameKind.Failed, []);
            return 1;
        }
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static AsymmetricAlgorithm Open(ReadOnlyMemory<byte> body)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("PKCS#11 keys need OpenSSL's engine.");
        }

        var line = body.Span.IndexOf((byte)'\n');
        var uri = Encoding.UTF8.GetString(body.Span[..line]);
        using var pin = new PinHandle(body.Span[(line + 1)..]);
        using var handle = SafeEvpPKeyHandle.OpenPrivateKeyFromEngine(Engine, TokenUri.WithPin(uri, pin.Path));
        if (MemoryMarshal.TryGetArray(body, out var array))
        {
            CryptographicOperations.ZeroMemory(array);
        }

        try
        {
            return new RSAOpenSsl(handle);
        }
        catch (CryptographicException)
        {
            // Not RSA, so EC; a key that is neither fails there.
            return new ECDsaOpenSsl(handle);
        }
    }

    private static byte[] Sign(AsymmetricAlgorithm key, ReadOnlySpan<byte> hash) => key is RSA rsa
        ? rsa.SignHash(hash.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : ((ECDsa)key).SignHash(hash.ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
