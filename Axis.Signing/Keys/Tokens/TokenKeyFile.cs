using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// A file <c>….pkcs11</c> that says where a key on a token is: JSON with <c>uri</c> (RFC 7512, without PIN), and where they differ from this file's own name
/// <c>certificate</c> (<c>….crt</c>, PEM) and <c>pinFile</c> (<c>….pin</c>, first line is the PIN). It holds no secret itself.
/// </summary>
public sealed record TokenKeyFile
{
    /// <summary>Extension of such files.</summary>
    public const string Extension = ".pkcs11";

    private TokenKeyFile(TokenUri uri, string certificate, string pinFile, ReadOnlyMemory<byte> publicKey) =>
        (Uri, CertificateFile, PinFile, PublicKey) = (uri, certificate, pinFile, publicKey);

    /// <summary>Which key.</summary>
    public TokenUri Uri { get; }

    /// <summary>Path of the certificate.</summary>
    public string CertificateFile { get; }

    /// <summary>Path of the PIN file.</summary>
    public string PinFile { get; }

    /// <summary>SubjectPublicKeyInfo as the token gave it when a certificate was asked for; empty when it was not.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Reads such a file.</summary>
    /// <exception cref="KeyFileException">Missing, exposed, or not of the form.</exception>
    public static TokenKeyFile Read(string path)
    {
        TokenKeyJson? json;
        try
        {
            json = JsonSerializer.Deserialize(PrivateFile.Read(path), TokenKeyJsonContext.Default.TokenKeyJson);
        }
        catch (JsonException)
        {
            // The parser's own message quotes the file, which may wrongly hold a PIN.
            throw Wrong(path, "không phải JSON dạng { \"uri\": \"pkcs11:token=…;object=…\" }");
        }

        if (json?.Uri is null)
        {
            throw Wrong(path, "thiếu \"uri\"");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var stem = Path.GetFileNameWithoutExtension(path);
        byte[] publicKey;
        try
        {
            publicKey = json.PublicKey is null ? [] : Convert.FromBase64String(json.PublicKey);
        }
        catch (FormatException)
        {
            throw Wrong(path, "\"publicKey\" không phải base64");
        }

        return new TokenKeyFile(
            TokenUri.Parse(json.Uri),
            Path.Combine(folder, json.Certificate ?? stem + ".crt"),
            Path.Combine(folder, json.PinFile ?? stem + ".pin"),
            publicKey);
    }

    /// <summary>Writes such a file as a new one.</summary>
    /// <param name="path">Where; must not be there yet.</param>
    /// <param name="uri">Which key.</param>
    /// <param name="pinFile">PIN file, as it is to stand in the file.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    public static void Create(string path, TokenUri uri, string? pinFile, ReadOnlyMemory<byte> publicKey)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var json = new TokenKeyJson { Uri = uri.Text, PinFile = pinFile, PublicKey = publicKey.IsEmpty ? null : Convert.ToBase64String(publicKey.Span) };
        PrivateFile.Create(path, JsonSerializer.SerializeToUtf8Bytes(json, TokenKeyJsonContext.Default.TokenKeyJson));
    }

    /// <summary>The certificate.</summary>
    /// <exception cref="KeyFileException">Missing or no certificate.</exception>
    public X509Certificate2 ReadCertificate() => CertificateFiles.Read(CertificateFile);

    /// <summary>When the PIN file was last written (UTC): a refused PIN is not tried again before that changes.</summary>
    internal DateTime PinWrittenAt() => File.GetLastWriteTimeUtc(PinFile);

    private static KeyFileException Wrong(string path, string why) => new(KeyFileException.Unreadable, $"Tệp khóa '{path}' {why}.");
}

/// <summary>The file's JSON.</summary>
internal sealed record TokenKeyJson
{
    public string? Uri { get; init; }

    public string? Certificate { get; init; }

    public string? PinFile { get; init; }

    public string? PublicKey { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(TokenKeyJson))]
internal sealed partial class TokenKeyJsonContext : JsonSerializerContext;
