using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory anchor add|list|remove</c>: whose certificates are believed, offline with the root's key.</summary>
public static class AnchorCommand
{
    private const string Official = "cong-vu";
    private const string Public = "cong-cong";

    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("anchor", "Gốc tin cậy (chứng thư CA) trong phần danh bạ gốc: thêm, xem, gỡ.").With(BuildAdd(), BuildList(), BuildRemove());

    private static Command BuildAdd()
    {
        var file = new Argument<string>("tệp") { Description = "Chứng thư CA (PEM hoặc DER)." };
        var store = new Option<string>("--store") { Description = "Kho: cong-vu (chứng thư số chuyên dùng công vụ) hoặc cong-cong (CA công cộng).", HelpName = "kho", Required = true };
        store.AcceptOnlyFromAmong(Official, Public);
        var command = new Command("add", "Thêm một CA: từ bản danh bạ mới, chứng thư CA đó cấp được tin. Đối chiếu dấu vân tay với nơi CA công bố trước khi chạy.").With(file, store);
        command.SetAction(parse =>
        {
            using var certificate = CertificateFiles.Read(Path.GetFullPath(parse.GetRequiredValue(file)));
            var section = Anchors.Add(
                new DirectoryFolder(GlobalOptions.DataFolder(parse)), certificate, parse.GetRequiredValue(store) == Public ? TrustStore.Public : TrustStore.Official, TimeProvider.System.GetUtcNow());
            return Changed(Terminal.For(parse), section, $"Đã thêm gốc tin cậy '{SafeText.Of(certificate.Subject)}', dấu vân tay {FingerprintOf(certificate)}.");
        });
        return command;
    }

    private static Command BuildRemove()
    {
        var fingerprint = new Argument<string>("dấu vân tay") { Description = "SHA-256 của chứng thư CA, như 'list' in ra." };
        var command = new Command("remove", "Gỡ một CA: chứng thư chỉ do CA đó bảo đảm không còn được tin, kể cả cho chữ ký cũ. CA hết hạn thì không cần gỡ.").With(fingerprint);
        command.SetAction(parse =>
        {
            if (!DirectoryKey.TryParseFingerprint(parse.GetRequiredValue(fingerprint), out var digest))
            {
                throw CliFailureException.Usage("Dấu vân tay phải có 64 chữ số 0–9, a–f.", "Chép lại từ 'axis directory anchor list'.");
            }

            var section = Anchors.Remove(new DirectoryFolder(GlobalOptions.DataFolder(parse)), digest, TimeProvider.System.GetUtcNow());
            return Changed(Terminal.For(parse), section, $"Đã gỡ gốc tin cậy {digest}.");
        });
        return command;
    }

    private static Command BuildList()
    {
        var command = new Command("list", "Xem các gốc tin cậy đang có trong danh bạ.");
        command.SetAction(static parse =>
        {
            var terminal = Terminal.For(parse);
            var snapshot = new DirectoryFolder(GlobalOptions.DataFolder(parse)).Open().Snapshot;
            var anchors = snapshot.TrustAnchors.Select(static a => View(a, Official)).Concat(snapshot.PublicAnchors.Select(static a => View(a, Public))).ToList();
            if (terminal.Json)
            {
                terminal.WriteJson(new AnchorList(anchors), CliJson.Pretty.AnchorList);
                return ExitCodes.Done;
            }

            foreach (var anchor in anchors)
            {
                terminal.Line($"{(anchor.Store == Official ? "công vụ" : "công cộng")}: {SafeText.Of(anchor.Subject)}, hạn {VietnamTime.Full(anchor.NotAfter)}");
                terminal.Line($"  {anchor.Fingerprint}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static int Changed(Terminal terminal, DirectorySection section, string sentence)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(new RenewResult(section.Head.Section, section.Head.Version, section.Head.ExpiresAt), CliJson.Pretty.RenewResult);
            return ExitCodes.Done;
        }

        terminal.Wrapped(sentence);
        terminal.Line($"Phần danh bạ gốc bản {section.Head.Version}, hạn {VietnamTime.Full(section.Head.ExpiresAt)}; các nút khác tự lấy về.");
        return ExitCodes.Done;
    }

    private static AnchorView View(ReadOnlyMemory<byte> der, string store)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
        return new AnchorView(store, certificate.Subject, FingerprintOf(certificate), certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
    }

    private static string FingerprintOf(X509Certificate2 certificate) => Digest.Of(certificate.RawDataMemory.Span).ToString();
}

/// <summary>What <c>directory anchor list --json</c> prints.</summary>
public sealed record AnchorList(IReadOnlyList<AnchorView> Anchors);

/// <summary>One anchor.</summary>
/// <param name="Store"><c>cong-vu</c> or <c>cong-cong</c>.</param>
/// <param name="Subject">Distinguished name.</param>
/// <param name="Fingerprint">SHA-256 of the certificate, hexadecimal.</param>
/// <param name="NotBefore">Beginning of its validity.</param>
/// <param name="NotAfter">End of its validity.</param>
public sealed record AnchorView(string Store, string Subject, string Fingerprint, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
