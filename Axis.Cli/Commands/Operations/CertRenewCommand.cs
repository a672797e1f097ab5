using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Rules;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert renew</c>: the next key of the node or of an agency; interrupts nothing.</summary>
public static class CertRenewCommand
{
    private static readonly TimeSpan DefaultStart = TimeSpan.FromDays(1);

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var key = new CertKeyOptions();
        var startIn = new Option<TimeSpan>("--start-in")
        {
            Description = "Sau bao lâu thì dùng khóa mới (ngày.giờ:phút:giây): đủ để mọi nút có danh bạ mới. Mặc định 1 ngày.",
            HelpName = "thời gian",
            DefaultValueFactory = static _ => DefaultStart,
        };
        var lost = new Option<bool>("--lost-key") { Description = "Khóa đang dùng đã mất: yêu cầu không có chữ ký của nó, người quản lý danh bạ phải xác minh qua kênh khác." };
        var output = new Option<string>("--out") { Description = "Tệp gửi người quản lý danh bạ (cấp trên); phải chưa có.", HelpName = "tệp", DefaultValueFactory = static _ => "renewal-request.json" };
        var command = new Command("renew", "Thay khóa của nút hoặc cơ quan: tạo khóa kế tiếp, xin công bố; nút tự chuyển sang khóa mới, không dừng, không khởi động lại.").With(key.Symbols).With(startIn, lost, output);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var choice = key.Read(parse);
            var folder = new DirectoryFolder(choice.Data);
            var keeps = Renewing.Keeps(folder, choice.Node.Value);
            var caFolder = Path.Combine(choice.Data, "dev-ca");
            var atOnce = keeps && DevelopmentCa.Exists(caFolder);
            using var target = atOnce ? null : NewFile.Reserve(parse.GetRequiredValue(output), isSecret: false);
            var (file, renewal) = Request(choice, parse.GetRequiredValue(startIn), parse.GetValue(lost));
            var startsAt = renewal.Keys[0].StartsAt;
            if (target is not null)
            {
                target.Fill(JoinFiles.Bytes(renewal));
                return Written(terminal, choice, file, startsAt, target.FullPath);
            }

            using var ca = DevelopmentCa.Load(caFolder, TimeProvider.System);
            var (section, issued) = Renewing.Certify(renewal, folder, ca, [], parse.GetValue(lost), TimeProvider.System.GetUtcNow());
            return Published(terminal, choice, file, startsAt, section.Head.Version, issued[0]);
        });
        return command;
    }

    private static (KeyFile File, RenewalRequest Request) Request(CertKeyChoice choice, TimeSpan startIn, bool lostKey)
    {
        if (startIn < TimeSpan.Zero || startIn > TimeSpan.FromDays(90))
        {
            throw CliFailureException.Usage("--start-in phải từ 0 đến 90 ngày.", "Ví dụ: --start-in 1.00:00:00 (một ngày).");
        }

        if (!choice.IsOwn)
        {
            // Before anything is made: a key for nobody would lie in the folder for ever.
            throw new CliFailureException(
                ExitCodes.Refused,
                "NOT_HOSTED_HERE",
                $"Danh bạ không ghi cơ quan {choice.Owner} ở nút này nên không có khóa nào để thay.",
                "Kiểm tra mã ở --agency bằng 'axis cert list'. Cơ quan mới chưa có trong danh bạ: dùng 'axis cert request'.");
        }

        var now = TimeProvider.System.GetUtcNow();
        var startsAt = DateTimeOffset.FromUnixTimeSeconds((now + startIn).ToUnixTimeSeconds());
        try
        {
            if (!lostKey)
            {
                choice.Next.RequireCurrent(choice.Use, choice.Owner);
            }

            var (file, request) = choice.Make();
            return (file, new RenewalRequest(RenewalRequest.Kind, choice.Node.Value, [choice.Next.Vouch(choice.Use, choice.Owner, request, startsAt, lostKey)], now));
        }
        catch (KeyUnavailableException e)
        {
            throw new CliFailureException(ExitCodes.Refused, e.Code, e.Message, "Chưa có gì thay đổi; khóa đang dùng vẫn dùng được.");
        }
    }

    private static int Written(Terminal terminal, CertKeyChoice choice, KeyFile file, DateTimeOffset startsAt, string target)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(new CertRenewResult(Name(choice.Use), choice.Owner, file.Path, startsAt, target, null, null), CliJson.Pretty.CertRenewResult);
            return ExitCodes.Done;
        }

        terminal.Line($"Khóa kế tiếp {Name(choice.Use)} của {choice.Owner}, dùng từ {VietnamTime.Full(startsAt)}.");
        terminal.Line($"Đã ghi yêu cầu: {Path.GetFullPath(target)}");
        terminal.Line($"Gửi tệp đó cho nút quản lý danh bạ; ở đó chạy: axis directory certify {Path.GetFileName(target)} --data …");
        terminal.Line("Nút này tự nhận chứng thư qua danh bạ và tự chuyển khóa; không cần khởi động lại, không cần làm gì thêm.");
        return ExitCodes.Done;
    }

    private static int Published(Terminal terminal, CertKeyChoice choice, KeyFile file, DateTimeOffset startsAt, long version, IssuedCertificate issued)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(issued.Certificate));
        if (terminal.Json)
        {
            terminal.WriteJson(
                new CertRenewResult(Name(choice.Use), choice.Owner, file.Path, startsAt, null, version, certificate.GetCertHashString(HashAlgorithmName.SHA256)), CliJson.Pretty.CertRenewResult);
            return ExitCodes.Done;
        }

        terminal.Line($"Khóa kế tiếp {Name(choice.Use)} của {choice.Owner} đã công bố trong danh bạ bản {version}, dùng từ {VietnamTime.Full(startsAt)}.");
        terminal.Line("Nút đang chạy tự chuyển khóa vào lúc đó; không cần khởi động lại. Theo dõi bằng 'axis cert list'.");
        return ExitCodes.Done;
    }

    private static string Name(KeyUse use) => use switch
    {
        KeyUse.Tls => "tls",
        KeyUse.NodeSeal => "node-seal",
        _ => "agency",
    };
}

/// <summary>What <c>cert renew --json</c> prints.</summary>
/// <param name="Use"><c>tls</c>, <c>node-seal</c> or <c>agency</c>.</param>
/// <param name="Owner">Node name or agency code.</param>
/// <param name="Key">The key's file.</param>
/// <param name="StartsAt">From when it is used.</param>
/// <param name="Request">The file for the keeper of the directory; absent when it was published at once.</param>
/// <param name="Version">The directory version that states it.</param>
/// <param name="Thumbprint">SHA-256 of the certificate.</param>
public sealed record CertRenewResult(string Use, string Owner, string Key, DateTimeOffset StartsAt, string? Request, long? Version, string? Thumbprint);
