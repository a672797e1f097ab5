using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Commands.Dev;
using Axis.Cli.Output;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert revoke-dev</c>: the development authority revokes one of its certificates; its OCSP responder says so at once, lists with the next one.</summary>
public static class CertRevokeDevCommand
{
    private static readonly (string Name, X509RevocationReason Reason)[] Reasons =
    [
        ("unspecified", X509RevocationReason.Unspecified),
        ("key-compromise", X509RevocationReason.KeyCompromise),
        ("superseded", X509RevocationReason.Superseded),
        ("cessation", X509RevocationReason.CessationOfOperation),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("chứng-thư") { Description = "Tệp chứng thư (PEM hoặc DER) do CA thử nghiệm cấp." };
        var reason = new Option<string>("--reason") { Description = "Lý do: unspecified, key-compromise, superseded, cessation.", HelpName = "lý do", DefaultValueFactory = static _ => "unspecified" };
        reason.AcceptOnlyFromAmong([.. Reasons.Select(static r => r.Name)]);
        var command = new Command("revoke-dev", "Thu hồi một chứng thư của CA thử nghiệm, có hiệu lực từ lúc này.").With(file, reason);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var path = Path.GetFullPath(parse.GetRequiredValue(file));
            using var certificate = Load(path);
            using var authority = DevelopmentCa.Load(DevAuthority.Folder(parse), TimeProvider.System);
            if (!certificate.IssuerName.RawData.AsSpan().SequenceEqual(authority.Certificate.SubjectName.RawData))
            {
                throw CliFailureException.Usage($"Chứng thư {path} do nơi khác cấp.", "Nơi đã cấp mới thu hồi được.");
            }

            var name = parse.GetRequiredValue(reason);
            authority.Revoke(certificate, Reasons.First(r => r.Name == name).Reason, TimeProvider.System.GetUtcNow());
            if (terminal.Json)
            {
                terminal.WriteJson(new RevokedDevCertificate(certificate.SerialNumber, name), CliJson.Pretty.RevokedDevCertificate);
            }
            else
            {
                terminal.Line($"Đã thu hồi chứng thư số hiệu {certificate.SerialNumber}. Máy trả lời OCSP biết ngay; 'axis directory renew' phát danh sách thu hồi mới.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static X509Certificate2 Load(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (CryptographicException e)
        {
            throw CliFailureException.Usage($"Tệp {path} không chứa chứng thư: {e.Message}");
        }
    }
}

/// <summary>What <c>cert revoke-dev --json</c> prints.</summary>
public sealed record RevokedDevCertificate(string Serial, string Reason);
