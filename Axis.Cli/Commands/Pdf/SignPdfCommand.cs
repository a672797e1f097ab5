using System.CommandLine;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Rules;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;
using Axis.Signing.Pdf;

namespace Axis.Cli.Commands.Pdf;

/// <summary><c>axis sign-pdf</c>: the agency's signature on a PDF, after the competent person's (rules SIG-02…SIG-05).</summary>
public static class SignPdfCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var input = new Argument<string>("tệp") { Description = "Tệp PDF; chữ ký đã có trong tệp được giữ nguyên hiệu lực." };
        var agency = new Option<string>("--agency") { Description = "Cơ quan ký; dùng khóa document-MÃ trong thư mục khóa của nút.", HelpName = "mã", Required = true };
        var output = new Option<string>("--out") { Description = "Tệp PDF kết quả; không được có sẵn.", HelpName = "tệp", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Lý do ký, ghi trong chữ ký.", HelpName = "lời" };
        var stamp = new StampOptions();
        var command = new Command("sign-pdf", "Ký số tệp PDF bằng khóa văn bản của cơ quan (PAdES-B-B), ghi nối vào cuối tệp.").With(input, agency, output, reason).With(stamp.Symbols);
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(
            Terminal.For(parse),
            GlobalOptions.DataFolder(parse),
            InputPath(parse.GetRequiredValue(input)),
            Code(parse.GetRequiredValue(agency)),
            parse.GetRequiredValue(output),
            parse.GetValue(reason),
            at => stamp.Read(parse, at),
            cancellationToken)));
        return command;
    }

    private static int Run(Terminal terminal, string data, string input, OrganId agency, string output, string? reason, Func<DateTimeOffset, PdfStamp?> stamp, CancellationToken cancellationToken)
    {
        if (Path.Exists(output))
        {
            throw CliFailureException.Usage($"Đã có tệp '{output}'.", "Chọn tên khác bằng --out; tệp có sẵn không bị ghi đè.");
        }

        var now = TimeProvider.System.GetUtcNow();
        using var key = Key(data, agency, now);
        try
        {
            using var source = PdfSource.Open(input);
            var file = new FileStream(output, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            try
            {
                using (file)
                {
                    PdfSigner.Sign(source, file, key, new PdfSigning { SignedAt = now, Reason = reason, Stamp = stamp(now) }, cancellationToken);
                    file.Flush(flushToDisk: true);
                }
            }
            catch
            {
                File.Delete(output);
                throw;
            }
        }
        catch (PdfFormatException e)
        {
            throw new CliFailureException(ExitCodes.Refused, e.Code, e.Message, "Mở và lưu lại tệp bằng phần mềm soạn PDF rồi ký lại; tệp đã có chữ ký thì phải ký lại từ đầu.");
        }
        catch (PdfSigningException e)
        {
            throw new CliFailureException(ExitCodes.Refused, e.Code, e.Message, null);
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new CliFailureException(ExitCodes.Refused, "key-unavailable", $"Khóa không ký được: {e.Message}", "Kiểm tra thiết bị ký số và mã PIN.");
        }

        var result = new SignedPdf(output, key.Certificate.Subject, now, new FileInfo(output).Length);
        if (terminal.Json)
        {
            terminal.WriteJson(result, CliJson.Pretty.SignedPdf);
        }
        else
        {
            terminal.Line($"Đã ký bằng '{SafeText.Of(result.Signer)}' lúc {VietnamTime.Full(now)}: {SafeText.Of(output)}");
            terminal.Line($"Kiểm tra: axis verify {SafeText.Of(output)} --directory root.section …");
        }

        return ExitCodes.Done;
    }

    // The newest that is in force: an older one stays for what was signed with it.
    private static ISigningKey Key(string data, OrganId agency, DateTimeOffset now)
    {
        var folder = new KeyFolder(Path.Combine(data, "keys"), TokenProgramCommand.OfThisProgram, TimeProvider.System);
        ISigningKey? best = null;
        foreach (var file in folder.List().Where(f => f is { Use: KeyUse.Document, Pending: false } && f.Owner == agency.Value))
        {
            var key = folder.Load(file);
            if (now < key.Certificate.NotBefore.ToUniversalTime() || now > key.Certificate.NotAfter.ToUniversalTime() || best?.Certificate.NotBefore >= key.Certificate.NotBefore)
            {
                key.Dispose();
                continue;
            }

            best?.Dispose();
            best = key;
        }

        return best ?? throw new CliFailureException(
            ExitCodes.Refused, "no-document-key", $"Trong {folder.Path} không có khóa văn bản còn hiệu lực của {agency}.", $"Đặt khóa vào document-{agency}.p12, .pem hoặc .pkcs11 (xem docs/operations.md).");
    }

    private static string InputPath(string path) => File.Exists(path) ? path : throw CliFailureException.Usage($"Không thấy tệp '{path}'.", "Kiểm tra lại đường dẫn.");

    private static OrganId Code(string text) => OrganId.TryParse(text, out var code) ? code : throw CliFailureException.Usage($"'{text}' không phải mã định danh cơ quan.");
}

/// <summary>What <c>sign-pdf --json</c> prints.</summary>
/// <param name="File">The signed file.</param>
/// <param name="Signer">Subject of the certificate.</param>
/// <param name="SignedAt">The signing time claimed.</param>
/// <param name="Size">Size in bytes.</param>
public sealed record SignedPdf(string File, string Signer, DateTimeOffset SignedAt, long Size);
