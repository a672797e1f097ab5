using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Cli.Secrets;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node join</c>: takes the parent's answer, once the root key's fingerprint is the one heard over a second channel.</summary>
public static class JoinCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("welcome.json") { Description = "Tệp mà nút cấp trên trả lại." };
        var fingerprint = new Option<string>("--fingerprint") { Description = "Dấu vân tay khóa gốc danh bạ, nghe qua kênh thứ hai (điện thoại, văn bản giấy).", HelpName = "hex", Required = true };
        var command = new Command("join", "Gia nhập mạng bằng tệp welcome.json; sai dấu vân tay thì dừng, không ghi gì.").With(file, fingerprint);
        command.SetAction(parse =>
        {
            var folder = new NodeFolder(GlobalOptions.DataFolder(parse));
            var welcome = JoinFiles.ReadWelcome(parse.GetRequiredValue(file));
            Join(folder, welcome, parse.GetRequiredValue(fingerprint), TimeProvider.System.GetUtcNow());
            var terminal = Terminal.For(parse);
            if (terminal.Json)
            {
                terminal.WriteJson(new JoinResult(welcome.Node, welcome.Parent, folder.Root), CliJson.Pretty.JoinResult);
            }
            else
            {
                terminal.Line($"Nút {welcome.Node} đã gia nhập dưới nút {welcome.Parent}.");
                terminal.Line($"Chạy nút: axis node run --data {folder.Root}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Checks everything first, then writes.</summary>
    /// <exception cref="CliFailureException">Something does not fit; nothing was written.</exception>
    public static void Join(NodeFolder folder, Welcome welcome, string fingerprint, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(welcome);
        var request = JoinFiles.ReadRequest(folder.JoinRequest);
        if (request.Node.Id != welcome.Node)
        {
            throw Refused("JOIN_OTHER_NODE", $"Tệp này dành cho nút '{welcome.Node}', không phải '{request.Node.Id}'.");
        }

        if (File.Exists(Path.Combine(folder.Directory, RootKeyFile.Name)))
        {
            throw new CliFailureException(ExitCodes.Refused, "JOINED", "Nút đã gia nhập rồi; không có gì được ghi.", "Chạy nút: axis node run --data " + folder.Root);
        }

        var sections = Sections(welcome);
        var root = sections.FirstOrDefault(static s => s.Head.Section == SectionHead.RootName) ?? throw Refused("JOIN_NO_ROOT", "Tệp không có phần gốc của danh bạ.");
        if (!DirectoryKey.Matches(root.Head.Key.Span, fingerprint))
        {
            throw new CliFailureException(
                ExitCodes.Refused,
                "FINGERPRINT",
                "Dấu vân tay khóa gốc KHÔNG khớp: tệp có thể đã bị đánh tráo trên đường. Không có gì được ghi.",
                "Gọi lại cho nút cấp trên theo số điện thoại đã biết từ trước, nghe đọc đủ 64 ký tự (0–9, a–f); nếu vẫn khác thì bỏ tệp này.");
        }

        var book = new DirectoryBook(root.Head.Key);
        foreach (var section in sections)
        {
            if (book.Accept(section.Bytes, now) is SectionRefused refused)
            {
                throw Refused(refused.Code, refused.Reason);
            }
        }

        var passphrase = SecretPrompt.OfConsole.FileOrAsk(folder.Passphrase, "Mật khẩu của các khóa");
        var keys = request.Keys.Select(k => (Key: k, Certificate: Certified(folder, k, welcome, book.Snapshot, passphrase, now))).ToArray();
        foreach (var (key, certificate) in keys)
        {
            using (certificate)
            {
                SigningKeys.SavePkcs12(folder.KeyFile(key.Use, key.Owner), certificate, passphrase);
            }
        }

        foreach (var section in sections)
        {
            folder.WriteSection(section.Head.Section, section.Bytes.Span);
        }

        // Last: with this file the node counts as joined.
        RootKeyFile.Write(folder.Directory, root.Head.Key.Span);
        foreach (var (key, _) in keys)
        {
            File.Delete(folder.PendingKeyFile(key.Use, key.Owner));
        }
    }

    private static List<DirectorySection> Sections(Welcome welcome)
    {
        try
        {
            return [.. welcome.Sections.Select(static s => DirectorySection.Parse(JoinFiles.Decode(s.Content, "Phần danh bạ"))).OrderBy(static s => s.Head.Section != SectionHead.RootName)];
        }
        catch (SectionFormatException e)
        {
            throw Refused(e.Code, e.Message);
        }
    }

    private static X509Certificate2 Certified(NodeFolder folder, KeyRequest key, Welcome welcome, DirectorySnapshot directory, string passphrase, DateTimeOffset now)
    {
        var issued = welcome.Certificates.FirstOrDefault(c => c.Use == key.Use && c.Owner == key.Owner)
            ?? throw Refused("JOIN_CERTIFICATE", $"Tệp không có chứng thư {KeyUseText.Name(key.Use)} của {key.Owner}.");
        var der = JoinFiles.Decode(issued.Certificate, "Chứng thư");
        if (!directory.FindCertificate(Digest.Of(der)).Any(b => b.Use == key.Use && b.Owner == key.Owner && b.HoldsAt(now)))
        {
            throw Refused("JOIN_BINDING", $"Danh bạ không gắn chứng thư {KeyUseText.Name(key.Use)} với {key.Owner}.");
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            var pem = System.Text.Encoding.ASCII.GetString(PrivateFile.Read(folder.PendingKeyFile(key.Use, key.Owner)));
            if (CertificateAlgorithm.Of(certificate) == SignatureAlgorithm.RsaSha256)
            {
                using var rsa = RSA.Create();
                rsa.ImportFromEncryptedPem(pem, passphrase);
                return certificate.CopyWithPrivateKey(rsa);
            }

            using var ecdsa = ECDsa.Create();
            ecdsa.ImportFromEncryptedPem(pem, passphrase);
            return certificate.CopyWithPrivateKey(ecdsa);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Refused("JOIN_CERTIFICATE", $"Chứng thư {KeyUseText.Name(key.Use)} của {key.Owner} không phải của khóa đã tạo ở đây: {e.Message}");
        }
    }

    private static CliFailureException Refused(string code, string sentence) =>
        new(ExitCodes.Refused, code, sentence, "Không có gì được ghi. Xin nút cấp trên làm lại welcome.json từ đúng join-request.json của nút này.");
}

/// <summary>What <c>node join --json</c> prints.</summary>
public sealed record JoinResult(string Node, string Parent, string Data);
