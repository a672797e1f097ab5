using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Cli.Output;
using Axis.Core.Rules;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Cli.Commands.Documents;

/// <summary>
/// <c>axis sign-draft</c>: signs what a node has prepared, with a key that stays with the person. Needs no node and no network; says what is signed before the key is opened.
/// </summary>
public static class SignDraftCommand
{
    private const string SignatureExtension = ".sig";

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var draft = new Argument<string>("tệp") { Description = "Tệp để ký (.axis-ky) tải từ trang Chờ ký, hoặc từ API." };
        var key = new SignerKeyOptions();
        var output = new Option<string?>("--out") { Description = "Tệp chữ ký; mặc định là tên tệp để ký với đuôi .sig. Không được có sẵn.", HelpName = "tệp" };
        var command = new Command("sign-draft", "Ký một văn bản chờ ký bằng khóa của mình, trên máy không có nút; tệp .sig tải lên trang Chờ ký.").With(draft, output).With(key.Symbols);
        command.SetAction((parse, _) => Task.FromResult(Run(Terminal.For(parse), parse.GetRequiredValue(draft), parse.GetValue(output), wanted => key.Open(parse, wanted))));
        return command;
    }

    private static int Run(Terminal terminal, string path, string? wantedOutput, Func<X509Certificate2, ISigningKey> open)
    {
        var output = wantedOutput ?? Path.ChangeExtension(path, SignatureExtension);
        if (Path.Exists(output))
        {
            throw CliFailureException.Usage($"Đã có tệp '{output}'.", "Chọn tên khác bằng --out; tệp có sẵn không bị ghi đè.");
        }

        var draft = Read(path);
        using var wanted = X509CertificateLoader.LoadCertificate(draft.Values.Certificate.Span);
        if (!terminal.Json)
        {
            Tell(terminal, draft, wanted);
        }

        var value = Sign(draft, wanted, open);
        using (var file = new FileStream(output, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.Write(value);
            file.Flush(flushToDisk: true);
        }

        var contents = draft.Values.Contents;
        var signed = new SignedDraftFile(output, contents.DocumentId ?? "", $"{contents.CodeNumber}/{contents.CodeNotation}", NameOf(wanted), value.Length);
        if (terminal.Json)
        {
            terminal.WriteJson(signed, CliJson.Pretty.SignedDraftFile);
        }
        else
        {
            terminal.Line($"Đã ký: {SafeText.Of(output)}");
            terminal.Line("Tải tệp này lên trang Chờ ký của văn bản để gửi đi.");
        }

        return ExitCodes.Done;
    }

    private static DraftToSign Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw CliFailureException.Usage($"Không thấy tệp '{path}'.", "Kiểm tra lại đường dẫn.");
        }

        try
        {
            return file.Length <= DraftToSign.MaxBytes ? DraftToSign.Read(File.ReadAllBytes(path)) : throw new InvalidDataException("Too long.");
        }
        catch (InvalidDataException)
        {
            throw new CliFailureException(
                ExitCodes.Refused, "not-a-draft", $"'{path}' không phải tệp để ký, đã ký rồi, hoặc đã bị thay đổi; không ký.", "Tải lại tệp .axis-ky từ trang Chờ ký (tệp .signedinfo dành cho openssl).");
        }
    }

    private static void Tell(Terminal terminal, DraftToSign draft, X509Certificate2 wanted)
    {
        var contents = draft.Values.Contents;
        terminal.Line("Văn bản sẽ được ký:");
        terminal.Line($"  Số, ký hiệu  {SafeText.Of($"{contents.CodeNumber}/{contents.CodeNotation}")}   ngày {SafeText.Of(contents.PromulgationDate)}");
        terminal.Line($"  Mã văn bản   {SafeText.Of(contents.DocumentId)}");
        terminal.Line($"  Nơi gửi      {SafeText.Of(contents.From)}");
        terminal.Wrapped($"  Nơi nhận     {SafeText.Of(string.Join(", ", contents.To))}", 15);
        foreach (var file in contents.Files)
        {
            terminal.Line($"  Tệp          {SafeText.Of(file.Name)} ({Sizes.Format(file.Size)})");
            terminal.Line($"               SHA-256 {file.Sha256}");
        }

        terminal.Line($"  Chứng thư    {SafeText.Of(NameOf(wanted))}, hết hạn {VietnamTime.Full(wanted.NotAfter.ToUniversalTime())}");
        terminal.Line($"  Lúc          {VietnamTime.Full(draft.Values.SigningTime)}");
    }

    // What leaves here verifies, or the command fails: a wrong key is found now and not at the node.
    private static byte[] Sign(DraftToSign draft, X509Certificate2 wanted, Func<X509Certificate2, ISigningKey> open)
    {
        using var key = open(wanted);
        if (!key.Certificate.RawDataMemory.Span.SequenceEqual(wanted.RawDataMemory.Span))
        {
            throw new CliFailureException(
                ExitCodes.Refused, "other-certificate", $"Khóa này thuộc chứng thư “{NameOf(key.Certificate)}”, còn văn bản đã chuẩn bị cho chứng thư “{NameOf(wanted)}”; không ký.", "Dùng đúng khóa, hoặc bỏ văn bản chờ ký này và soạn lại với chứng thư kia.");
        }

        try
        {
            var value = key.Sign(draft.ToBeSigned.Span);
            return SignerCertificate.Load(draft.Values.Certificate.Span).Verify(draft.ToBeSigned.Span, value) ? value : throw new CryptographicException("The key is not the certificate's.");
        }
        catch (CryptographicException e)
        {
            throw new CliFailureException(ExitCodes.Refused, "key-unavailable", $"Khóa không ký được: {e.Message}", "Kiểm tra thiết bị ký số, mã PIN, và chứng thư có đúng của khóa không.");
        }
    }

    private static string NameOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
}

/// <summary>What <c>sign-draft --json</c> prints.</summary>
/// <param name="File">The file with the signature value.</param>
/// <param name="DocumentId">The document's identifier.</param>
/// <param name="Code">Số/ký hiệu.</param>
/// <param name="Signer">Name in the certificate.</param>
/// <param name="Size">Bytes of the value.</param>
public sealed record SignedDraftFile(string File, string DocumentId, string Code, string Signer, int Size);
