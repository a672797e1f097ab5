using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Commands.Verify;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Signing.Keys;
using Axis.Signing.Trust;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert check</c>: one certificate file against the directory, offline.</summary>
public static class CertCheckCommand
{
    private static readonly RevocationLimits Limits = new(VerificationPolicy.Default.RevocationMaxAge, VerificationPolicy.Default.RevocationMaxAge);

    // RFC 5280 §4.2.1.12.
    private const string TimestampUse = "1.3.6.1.5.5.7.3.8";
    private const string OcspUse = "1.3.6.1.5.5.7.3.9";

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("chứng thư") { Description = "Tệp chứng thư (PEM hoặc DER)." };
        var directory = new Option<string[]>("--directory") { Description = "Các phần danh bạ đã ký (.section); mặc định lấy trong thư mục dữ liệu.", HelpName = "tệp", AllowMultipleArgumentsPerToken = true };
        var crl = RevocationFiles.Lists("Danh sách thu hồi thêm (PEM/DER).");
        var ocsp = RevocationFiles.Responses();
        var command = new Command("check", "Kiểm tra một chứng thư: hạn, gốc tin cậy, thu hồi, danh bạ gắn cho ai. Mã thoát 0 đạt, 1 không đạt, 4 chưa đủ dữ liệu.").With(file, directory, crl, ocsp);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            using var certificate = CertificateFiles.Read(parse.GetRequiredValue(file));
            var now = TimeProvider.System.GetUtcNow();
            var sections = InputFiles.Existing(parse.GetValue(directory) ?? []);
            if (sections.Count == 0 && Path.Combine(GlobalOptions.DataFolder(parse), "directory") is var own && Directory.Exists(own))
            {
                sections = [.. Directory.EnumerateFiles(own, "*.section").Order(StringComparer.Ordinal)];
            }

            var snapshot = sections.Count == 0 ? DirectorySnapshot.Empty : TrustFiles.Sections(sections, now);
            var report = Check(certificate, snapshot, RevocationFiles.Read(snapshot, parse.GetValue(crl), parse.GetValue(ocsp)), now);
            if (terminal.Json)
            {
                terminal.WriteJson(report, CliJson.Pretty.CertCheckResult);
            }
            else
            {
                Write(terminal, report);
            }

            return report.ExitCode;
        });
        return command;
    }

    /// <summary>Checks the certificate at an instant.</summary>
    internal static CertCheckResult Check(X509Certificate2 certificate, DirectorySnapshot directory, RevocationBook revocation, DateTimeOffset now)
    {
        var checks = new List<CheckView>();
        DateTimeOffset from = certificate.NotBefore.ToUniversalTime(), to = certificate.NotAfter.ToUniversalTime();
        Add(checks, "algorithm", CertificateAlgorithm.Of(certificate) is not null, "Khóa thuộc danh mục được dùng.", "Khóa không được phép: chỉ RSA từ 2048 bit, ECDSA P-256 và P-384.");
        Add(checks, "certificate-validity", now >= from && now <= to, "Chứng thư còn hạn.", now < from ? "Chứng thư chưa đến ngày bắt đầu." : "Chứng thư đã hết hạn.");
        if (directory.TrustAnchors.Count == 0)
        {
            checks.Add(new CheckView("certificate-chain", "not-made", "Không có danh bạ nên không biết gốc tin cậy; thêm --directory root.section."));
        }
        else
        {
            var path = new CertificateChains().Validate(certificate.RawDataMemory, directory, PathPolicy.EitherStore, now, []);
            Add(checks, "certificate-chain", path.Chain is not null, path.Chain is { } found ? $"Do '{found.Certificates[^1].Subject}' bảo đảm." : "", path.Reason);
            Revocation(checks, path.Chain, revocation, now);
        }

        var bindings = directory.FindCertificate(Digest.Of(certificate.RawDataMemory.Span));
        if (bindings.Count == 0 && ServiceOf(certificate) is { } service)
        {
            checks.Add(new CheckView("sender-binding", "passed", $"Đây là chứng thư {service}: danh bạ không gắn chứng thư loại này với cơ quan nào, chỉ cần gốc tin cậy bảo đảm."));
        }
        else
        {
            Binding(checks, bindings, now);
        }

        var exit = checks.Exists(static c => c.Outcome == "failed") ? ExitCodes.Refused : checks.Exists(static c => c.Outcome == "not-made") ? ExitCodes.Indeterminate : ExitCodes.Done;
        return new CertCheckResult(certificate.Subject, certificate.Issuer, certificate.SerialNumber, Digest.Of(certificate.RawDataMemory.Span).ToString(), from, to, checks, exit);
    }

    private static void Revocation(List<CheckView> checks, CertificateChain? chain, RevocationBook revocation, DateTimeOffset now)
    {
        if (chain is null)
        {
            checks.Add(new CheckView("revocation", "not-made", "Không có đường tin cậy nên không kiểm tra được thu hồi."));
            return;
        }

        var answers = revocation.LookAlong(chain, now, Limits);
        if (answers.OfType<IsRevoked>().FirstOrDefault() is { } revoked)
        {
            checks.Add(new CheckView("revocation", "failed", $"Bị thu hồi lúc {VietnamTime.Full(revoked.Revocation.At)}."));
        }
        else if (answers.OfType<RevocationUnknown>().FirstOrDefault() is { } unknown)
        {
            checks.Add(new CheckView("revocation", "not-made", unknown.Reason));
        }
        else
        {
            checks.Add(new CheckView("revocation", "passed", "Không bị thu hồi."));
        }
    }

    // Authorities sign for everybody, so no agency or node owns their certificates in the directory.
    private static string? ServiceOf(X509Certificate2 certificate)
    {
        var uses = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(static e => e.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>()).Select(static o => o.Value).ToList();
        return uses.Contains(TimestampUse) ? "của tổ chức cấp dấu thời gian"
            : uses.Contains(OcspUse) ? "của máy trả lời OCSP"
            : certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static b => b.CertificateAuthority) ? "của cơ quan cấp chứng thư (CA)"
            : null;
    }

    private static void Binding(List<CheckView> checks, IReadOnlyList<CertificateEntry> bindings, DateTimeOffset now)
    {
        if (bindings.Count == 0)
        {
            checks.Add(new CheckView("sender-binding", "not-made", "Danh bạ ở đây không gắn chứng thư này với ai."));
        }

        foreach (var binding in bindings)
        {
            Add(
                checks,
                "sender-binding",
                binding.RevokedAt is null || binding.RevokedAt > now,
                $"Danh bạ gắn cho {binding.Owner}, dùng vào {KeyUseText.Name(binding.Use)}, từ {VietnamTime.Full(binding.ValidFrom)}{(binding.ValidTo is { } end ? " đến " + VietnamTime.Full(end) : "")}.",
                $"Danh bạ đã ngừng tin chứng thư này từ {VietnamTime.Full(binding.RevokedAt)}.");
        }
    }

    private static void Add(List<CheckView> checks, string name, bool passed, string good, string bad) => checks.Add(new CheckView(name, passed ? "passed" : "failed", passed ? good : bad));

    private static void Write(Terminal terminal, CertCheckResult report)
    {
        terminal.Line($"Chứng thư:  {SafeText.Of(report.Subject)}");
        terminal.Line($"Do cấp:     {SafeText.Of(report.Issuer)}");
        terminal.Line($"Số sê-ri:   {report.Serial}");
        terminal.Line($"Vân tay:    {report.Thumbprint}");
        terminal.Line($"Hiệu lực:   {VietnamTime.Full(report.NotBefore)} – {VietnamTime.Full(report.NotAfter)}");
        foreach (var check in report.Checks)
        {
            terminal.Line($"  {Documents.DocumentText.Mark(check.Outcome)} {CheckNames.Of(check.Name)}: {SafeText.Of(check.Detail)}");
        }
    }
}

/// <summary>What <c>cert check --json</c> prints.</summary>
public sealed record CertCheckResult(
    string Subject, string Issuer, string Serial, string Thumbprint, DateTimeOffset NotBefore, DateTimeOffset NotAfter, IReadOnlyList<CheckView> Checks, int ExitCode);
