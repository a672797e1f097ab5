using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Rules;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory certify</c>: takes a node's renewal request, done on the data folder of whoever keeps the node's section.</summary>
public static class CertifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("renewal-request.json") { Description = "Tệp của nút xin thay khóa." };
        var certificate = new Option<string[]>("--certificate") { Description = "Chứng thư do CA bên ngoài cấp cho yêu cầu này (PEM/DER); không nêu thì CA thử nghiệm cấp.", HelpName = "tệp" };
        var lost = new Option<bool>("--lost-key") { Description = "Khóa cũ đã mất: chấp nhận yêu cầu không có chữ ký của khóa cũ. Chỉ dùng sau khi xác minh người xin qua kênh khác." };
        var output = new Option<string?>("--out") { Description = "Ghi chứng thư đã cấp (PEM) vào tệp này; thường không cần vì nút tự nhận qua danh bạ.", HelpName = "tệp" };
        var command = new Command("certify", "Công bố khóa kế tiếp của một nút: khóa cũ vẫn được nhận thêm 7 ngày sau khi khóa mới bắt đầu.").With(file, certificate, lost, output);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var data = GlobalOptions.DataFolder(parse);
            var request = JoinFiles.ReadRenewal(parse.GetRequiredValue(file));
            var given = (parse.GetValue(certificate) ?? []).Select(CertificateFiles.Read).ToList();
            var caFolder = Path.Combine(data, "dev-ca");
            using var ca = given.Count == 0 && DevelopmentCa.Exists(caFolder) ? DevelopmentCa.Load(caFolder, TimeProvider.System) : null;
            using var pem = parse.GetValue(output) is { } target ? NewFile.Reserve(target, isSecret: false) : null;
            var (section, issued) = Renewing.Certify(request, new DirectoryFolder(data), ca, given, parse.GetValue(lost), TimeProvider.System.GetUtcNow());
            pem?.Fill(Encoding.ASCII.GetBytes(Pem(issued)));

            if (terminal.Json)
            {
                terminal.WriteJson(new CertifyResult(request.Node, section.Head.Section, section.Head.Version, issued), CliJson.Pretty.CertifyResult);
                return ExitCodes.Done;
            }

            foreach (var key in request.Keys)
            {
                terminal.Line($"Khóa kế tiếp {KeyUseText.Name(key.Use)} của {key.Owner}: dùng từ {VietnamTime.Full(key.StartsAt)}; khóa cũ được nhận đến {VietnamTime.Full(key.StartsAt + Renewing.Overlap)}.");
            }

            terminal.Line($"Đã ký phần danh bạ '{section.Head.Section}' bản {section.Head.Version}. Nút {request.Node} tự nhận chứng thư khi có danh bạ mới, không cần làm gì thêm.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Pem(IReadOnlyList<IssuedCertificate> issued)
    {
        var pem = new StringBuilder();
        foreach (var one in issued)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(one.Certificate));
            pem.Append(certificate.ExportCertificatePem()).Append('\n');
        }

        return pem.ToString();
    }
}

/// <summary>What <c>directory certify --json</c> prints.</summary>
public sealed record CertifyResult(string Node, string Section, long Version, IReadOnlyList<IssuedCertificate> Certificates);
