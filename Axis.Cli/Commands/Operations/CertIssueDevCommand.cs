using System.CommandLine;
using System.Net;
using System.Text;
using Axis.Cli.Commands.Dev;
using Axis.Cli.Output;
using Axis.Cli.Secrets;
using Axis.Core.Agencies;
using Axis.Core.Rules;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert issue-dev</c>: a key and its certificate from the development authority, by use.</summary>
public static class CertIssueDevCommand
{
    // What the command calls a use, and what the certificate is for.
    private static readonly (string Kind, KeyUse Use, string Description)[] Kinds =
    [
        ("agency", KeyUse.Agency, "khóa ký văn bản của một cơ quan"),
        ("tls", KeyUse.Tls, "khóa kết nối của một nút"),
        ("seal", KeyUse.NodeSeal, "khóa niêm ký biên nhận của một nút"),
        ("document", KeyUse.Document, "chữ ký số trong tệp PDF"),
        ("ocsp", KeyUse.OcspResponder, "máy trả lời OCSP"),
        ("tsa", KeyUse.Timestamp, "dịch vụ cấp dấu thời gian"),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var command = new Command("issue-dev", "Tạo khóa và cấp chứng thư bằng CA thử nghiệm.");
        foreach (var kind in Kinds)
        {
            command.Add(Build(kind.Kind, kind.Use, kind.Description));
        }

        return command;
    }

    private static Command Build(string kind, KeyUse use, string description)
    {
        var name = new Argument<string>("tên") { Description = "Tên trong chứng thư: mã cơ quan, tên nút hoặc tên máy." };
        var output = new Option<string>("--out") { Description = "Tệp PKCS#12 để ghi khóa và chứng thư; phải chưa có. Chứng thư PEM được ghi bên cạnh (.crt).", HelpName = "tệp.p12", Required = true };
        var passphrase = new Option<string?>("--passphrase-file") { Description = "Tệp mật khẩu của tệp khóa; chưa có thì được tạo. Không nêu thì mật khẩu được hỏi tại màn hình.", HelpName = "tệp" };
        var organization = new Option<string?>("--organization") { Description = "Tên cơ quan ghi trong chứng thư.", HelpName = "tên" };
        var keyType = new Option<string>("--key-type") { Description = "Loại khóa: rsa (RSA-2048), p256 hoặc p384.", HelpName = "loại", DefaultValueFactory = static _ => "p256" };
        keyType.AcceptOnlyFromAmong("rsa", "p256", "p384");
        var days = new Option<int>("--days") { Description = "Số ngày hiệu lực.", HelpName = "số", DefaultValueFactory = static _ => 365 };
        var ocsp = new Option<string?>("--ocsp-url") { Description = "Địa chỉ OCSP ghi trong chứng thư (AIA).", HelpName = "địa chỉ" };
        var crl = new Option<string?>("--crl-url") { Description = "Địa chỉ danh sách thu hồi ghi trong chứng thư (CDP).", HelpName = "địa chỉ" };
        var hosts = new Option<string[]>("--host") { Description = "Tên máy hoặc địa chỉ IP (chỉ cho tls); lặp lại được.", HelpName = "máy" };
        var command = new Command(kind, char.ToUpperInvariant(description[0]) + description[1..] + ".").With(name, output, passphrase, organization, keyType, days, ocsp, crl, hosts);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var target = Path.GetFullPath(parse.GetRequiredValue(output));
            var pem = Path.ChangeExtension(target, ".crt");
            if (Path.Exists(target) || Path.Exists(pem))
            {
                throw CliFailureException.Usage($"Tệp {target} hoặc {pem} đã có.", "Chọn tên khác bằng --out; lệnh này không ghi đè.");
            }

            var secret = Secret(parse.GetValue(passphrase));
            var machines = parse.GetValue(hosts) ?? [];
            var profile = new CertificateProfile(use, parse.GetRequiredValue(name), parse.GetValue(organization))
            {
                Validity = parse.GetValue(days) is var d and >= 1 and <= 3650 ? TimeSpan.FromDays(d) : throw CliFailureException.Usage("--days phải từ 1 đến 3650."),
                OcspLocations = Urls(parse.GetValue(ocsp), "--ocsp-url"),
                CrlLocations = Urls(parse.GetValue(crl), "--crl-url"),
                DnsNames = [.. machines.Where(static m => !IPAddress.TryParse(m, out _))],
                Addresses = [.. machines.Where(static m => IPAddress.TryParse(m, out _)).Select(IPAddress.Parse)],
            };
            var algorithm = parse.GetRequiredValue(keyType) switch
            {
                "rsa" => SignatureAlgorithm.RsaSha256,
                "p384" => SignatureAlgorithm.EcdsaP384Sha384,
                _ => SignatureAlgorithm.EcdsaP256Sha256,
            };
            using var authority = DevelopmentCa.Load(DevAuthority.Folder(parse), TimeProvider.System);
            using var issued = authority.IssueWithKey(profile, algorithm);
            SigningKeys.SavePkcs12(target, issued, secret);
            File.WriteAllText(pem, issued.ExportCertificatePem() + "\n", Encoding.ASCII);
            var result = new IssuedDevCertificate(kind, profile.CommonName, issued.SerialNumber, issued.NotAfter.ToUniversalTime(), target, pem);
            if (terminal.Json)
            {
                terminal.WriteJson(result, CliJson.Pretty.IssuedDevCertificate);
            }
            else
            {
                terminal.Line($"Đã cấp chứng thư {kind} cho {SafeText.Of(result.Name)}, số hiệu {result.Serial}, hạn {VietnamTime.Full(result.NotAfter)}:");
                terminal.Line($"  khóa {target}");
                terminal.Line($"  chứng thư {pem}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string Secret(string? file) =>
        file is not null ? (Path.GetFullPath(file) is var path && File.Exists(path) ? PassphraseFile.Read(path) : PassphraseFile.Create(path))
        : SecretPrompt.OfConsole.CanAsk ? SecretPrompt.OfConsole.AskNew("Mật khẩu mới của tệp khóa")
        : throw CliFailureException.Usage("Cần --passphrase-file: tệp mà dòng đầu là mật khẩu của tệp khóa.", "Chưa có tệp thì lệnh tự tạo; ở màn hình dòng lệnh thì không cần tệp, mật khẩu được hỏi.");

    private static Uri[] Urls(string? text, string option) => text is null ? []
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? [url]
        : throw CliFailureException.Usage($"{option} phải là địa chỉ http hoặc https, không phải '{text}'.");
}

/// <summary>What <c>cert issue-dev --json</c> prints.</summary>
public sealed record IssuedDevCertificate(string Kind, string Name, string Serial, DateTimeOffset NotAfter, string Key, string Certificate);
