using System.CommandLine;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Evidence;

/// <summary><c>axis evidence export|verify|renew|derive</c>: what remains provable when the nodes are gone.</summary>
public static class EvidenceCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("evidence", "Hồ sơ bằng chứng: lập, kiểm tra ngoại tuyến, gia hạn.")
        .With(ExportCommand.Build(), VerifyEvidenceCommand.Build(), RenewEvidenceCommand.Build(), DeriveCommand.Build());

    /// <summary>The option that names the root key.</summary>
    public static Option<string> Fingerprint() => new("--root-fingerprint")
    {
        Description = "Dấu vân tay SHA-256 của khóa gốc danh bạ, như đã công bố. Không lấy từ chính hồ sơ.",
        HelpName = "hex",
        Required = true,
    };

    /// <summary>The fingerprint given, its groups in whatever form they were read out.</summary>
    /// <exception cref="CliFailureException">It is no SHA-256 in hexadecimal: a slip of the pen says nothing about the evidence.</exception>
    public static string ParseFingerprint(string text) => DirectoryKey.TryParseFingerprint(text, out var digest)
        ? digest.ToString()
        : throw CliFailureException.Usage(
            $"Dấu vân tay phải có 64 chữ số 0–9, a–f; ở đây có {text.Count(char.IsAsciiHexDigit)}.", "Lấy lại dấu vân tay đã công bố: 'axis directory fingerprint' tại một nút trong mạng.");
}
