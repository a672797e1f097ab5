using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Secrets;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Cli.Commands.Documents;

/// <summary>The options that name a person's own key: PKCS#12, PEM, or a key on a PKCS#11 token. A passphrase comes from a file or is typed, never from the command line.</summary>
internal sealed class SignerKeyOptions
{
    private readonly Option<string> _key = new("--key") { Description = "Khóa của người ký: tệp .p12/.pfx, tệp .pem/.key (PKCS#8), hoặc tệp .pkcs11 chỉ tới khóa trên thiết bị (xem docs/operations.md).", HelpName = "tệp", Required = true };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Chứng thư của khóa .pem; không nêu thì dùng chứng thư mà văn bản đã chuẩn bị.", HelpName = "tệp" };
    private readonly Option<string?> _passphrase = new("--passphrase-file") { Description = "Tệp mà dòng đầu là mật khẩu của khóa; không nêu thì mật khẩu được hỏi tại màn hình.", HelpName = "tệp" };

    /// <summary>The options.</summary>
    public Symbol[] Symbols => [_key, _certificate, _passphrase];

    /// <summary>Opens the key.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="wanted">The certificate that the document was prepared for.</param>
    /// <exception cref="KeyFileException">A file is missing, exposed or wrong.</exception>
    /// <exception cref="CliFailureException">The file's name tells no kind of key.</exception>
    public ISigningKey Open(ParseResult parse, X509Certificate2 wanted)
    {
        var path = parse.GetRequiredValue(_key);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".p12" or ".pfx":
                return SigningKeys.OpenPkcs12(path, Passphrase(parse, path));
            case ".pem" or ".key":
                var passphrase = KeyFolder.IsEncrypted(path) ? Passphrase(parse, path) : null;
                if (parse.GetValue(_certificate) is not { } file)
                {
                    return SigningKeys.OpenPem(wanted, path, passphrase);
                }

                using (var certificate = CertificateFiles.Read(file))
                {
                    return SigningKeys.OpenPem(certificate, path, passphrase);
                }

            case TokenKeyFile.Extension:
                var token = TokenKeyFile.Read(path);
                return new TokenSigningKey(token, token.ReadCertificate(), TokenProgramCommand.OfThisProgram, TimeProvider.System);
            default:
                throw CliFailureException.Usage($"Không rõ '{path}' là loại khóa nào.", "Đuôi tệp phải là .p12, .pfx, .pem, .key hoặc .pkcs11.");
        }
    }

    private string Passphrase(ParseResult parse, string path)
    {
        if (parse.GetValue(_passphrase) is { } file)
        {
            return PassphraseFile.Read(file);
        }

        return SecretPrompt.OfConsole.CanAsk
            ? SecretPrompt.OfConsole.Ask($"Mật khẩu của khóa {Path.GetFileName(path)}")
            : throw CliFailureException.Usage("Khóa có mật khẩu mà không hỏi được ai.", "Đưa tệp có mật khẩu ở dòng đầu bằng --passphrase-file.");
    }
}
