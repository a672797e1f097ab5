using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;
using Axis.Signing.Trust;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert import</c>: puts an issued certificate beside the key that waits for it, after checking that it is one for this key, use, owner and time.</summary>
public static class CertImportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("chứng thư") { Description = "Tệp chứng thư do CA cấp (PEM hoặc DER)." };
        var command = new Command("import", "Nhận chứng thư CA đã cấp cho khóa đang chờ: kiểm tra khớp khóa, mục đích, cơ quan, gốc tin cậy rồi mới nhận.").With(file);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var data = GlobalOptions.DataFolder(parse);
            using var certificate = CertificateFiles.Read(parse.GetRequiredValue(file));
            var folder = new KeyFolder(Path.Combine(data, "keys"), TokenProgramCommand.OfThisProgram, TimeProvider.System);
            var snapshot = new DirectoryFolder(data).Open().Snapshot;
            var key = Check(certificate, folder, snapshot, LocalNode.IdOf(data), TimeProvider.System.GetUtcNow());
            terminal.Note($"Xét theo danh bạ cất trong {data}: {string.Join(", ", snapshot.Sections.Values.OrderBy(static s => s.Name, StringComparer.Ordinal).Select(static s => $"{s.Name} bản {s.Version}"))}. Nút đang chạy có thể đã nhận bản mới hơn ('axis directory show').");
            KeyFolder.Finish(key, certificate);
            var bound = snapshot.FindCertificate(Digest.Of(certificate.RawDataMemory.Span)).Any(b => b.Use == key.Use);
            if (terminal.Json)
            {
                terminal.WriteJson(new CertImportResult(key.FinishedPath, certificate.Subject, bound), CliJson.Pretty.CertImportResult);
                return ExitCodes.Done;
            }

            terminal.Line($"Đã nhận chứng thư '{SafeText.Of(certificate.Subject)}' cho khóa {key.FinishedPath}.");
            terminal.Line(bound
                ? "Danh bạ đã công bố chứng thư này: nút tự dùng khóa từ ngày bắt đầu."
                : "Danh bạ chưa công bố chứng thư này: gửi yêu cầu ('axis cert renew') và tệp chứng thư cho người quản lý danh bạ, họ chạy 'axis directory certify … --certificate'.");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The pending key that the certificate is for.</summary>
    /// <exception cref="CliFailureException">It is for none, or not acceptable.</exception>
    internal static KeyFile Check(X509Certificate2 certificate, KeyFolder folder, DirectorySnapshot directory, NodeId node, DateTimeOffset now)
    {
        var publicKey = certificate.PublicKey.ExportSubjectPublicKeyInfo();
        var key = folder.List().FirstOrDefault(f => f.Pending && folder.ReadPublicKey(f).AsSpan().SequenceEqual(publicKey))
            ?? throw Wrong("CERT_NO_KEY", "Không có khóa đang chờ nào ở nút này khớp với chứng thư.", "Chứng thư phải được cấp cho yêu cầu do 'axis cert request' hoặc 'axis cert renew' tạo ở nút này.");
        var owner = key.Owner.Length == 0 ? node.Value : key.Owner;
        if (CertificateAlgorithm.Of(certificate) is null)
        {
            throw Wrong("CERT_ALGORITHM", "Khóa của chứng thư không được phép: chỉ RSA từ 2048 bit, ECDSA P-256 và P-384.");
        }

        if (now >= certificate.NotAfter)
        {
            throw Wrong("CERT_EXPIRED", $"Chứng thư đã hết hạn lúc {VietnamTime.Full(certificate.NotAfter.ToUniversalTime())}.");
        }

        const X509KeyUsageFlags signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && (usage.KeyUsages & signing) == 0)
        {
            throw Wrong("CERT_USE", "Chứng thư không được cấp để ký (keyUsage).");
        }

        if (key.Use == KeyUse.Tls && certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } extended
            && !extended.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(static o => o.Value is "1.3.6.1.5.5.7.3.1"))
        {
            throw Wrong("CERT_USE", "Chứng thư không được cấp cho máy chủ TLS (extendedKeyUsage serverAuth).");
        }

        // A name that is another agency's code is somebody else's certificate, whatever key it holds.
        var named = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (key.Use == KeyUse.Agency && named != owner && OrganId.TryParse(named, out var code) && directory.FindAgency(code) is { } other && other.Code.Value != owner)
        {
            throw Wrong("CERT_OWNER", $"Chứng thư ghi tên cơ quan {other.Code} ({other.Name}), không phải {owner}.");
        }

        if (directory.FindCertificate(Digest.Of(certificate.RawDataMemory.Span)) is { Count: > 0 } bindings && !bindings.Any(b => b.Use == key.Use && b.Owner == owner))
        {
            throw Wrong("CERT_OWNER", $"Danh bạ gắn chứng thư này với chủ khác hoặc mục đích khác, không phải {owner}.");
        }

        return new CertificateChains().Find(certificate.RawDataMemory, directory) is not null
            ? key
            : throw Wrong("CERT_CHAIN", "Chứng thư không dẫn tới gốc tin cậy nào của danh bạ.", "Kiểm tra CA đã cấp có trong danh bạ ('axis cert list') không.");
    }

    private static CliFailureException Wrong(string code, string sentence, string? action = null) =>
        new(ExitCodes.Refused, code, sentence, action ?? "Không có gì được ghi. Xin CA cấp lại đúng theo yêu cầu.");
}

/// <summary>What <c>cert import --json</c> prints.</summary>
public sealed record CertImportResult(string Key, string Subject, bool Published);
