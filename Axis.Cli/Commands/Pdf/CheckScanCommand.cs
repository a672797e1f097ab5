using System.CommandLine;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Core.Rules.Scans;
using Axis.Signing.Pdf;
using Axis.Signing.Pdf.Scans;

namespace Axis.Cli.Commands.Pdf;

/// <summary><c>axis check scan</c>: whether digitised paper is as the decree wants it, before it is sent (DOC-12). Needs no node.</summary>
internal static class CheckScanCommand
{
    public static Command Build()
    {
        var files = new Argument<string[]>("tệp") { Description = "Các tệp PDF quét từ giấy.", Arity = ArgumentArity.OneOrMore };
        var scan = new Command("scan", "Kiểm tra bản số hóa từ giấy: PDF 1.4 trở lên, ảnh màu, từ 200 dpi, tỷ lệ 100 %, đã ký số.").With(files);
        scan.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var found = (parse.GetValue(files) ?? []).SelectMany(Look).ToList();
            if (terminal.Json)
            {
                terminal.WriteJson([.. found.Select(static v => new Warning(v.Code, v.SentenceVi))], AxisJson.Pretty.IReadOnlyListWarning);
            }
            else
            {
                foreach (var violation in found)
                {
                    terminal.Wrapped($"{(violation.Level < ValidationLevel.L4 ? "[KHÔNG ĐẠT]" : "[cảnh báo] ")} {violation.Code}: {SafeText.Of(violation.SentenceVi)}");
                }

                if (found.Count == 0)
                {
                    terminal.Line("Đạt: đúng yêu cầu bản số hóa của NĐ 30/2020 (Phụ lục I). Chữ ký số có hợp lệ hay không: 'axis verify'.");
                }
            }

            return found.Exists(static v => v.Level < ValidationLevel.L4) ? ExitCodes.Refused : ExitCodes.Done;
        });
        return new Command("check", "Kiểm tra tệp trước khi gửi, không cần nút.").With(scan);
    }

    private static IReadOnlyList<Violation> Look(string path)
    {
        if (!File.Exists(path))
        {
            throw CliFailureException.Usage($"Không thấy tệp '{path}'.", "Kiểm tra lại đường dẫn.");
        }

        using var source = PdfSource.Open(path);
        try
        {
            return ScanRule.Check(Path.GetFileName(path), ScanReader.Read(source, PdfLimits.Default));
        }
        catch (PdfFormatException e)
        {
            return [new Violation("DOC-12", ValidationLevel.L3, "files", $"“{Path.GetFileName(path)}”: không đọc được như một tệp PDF ({e.Message}).", "The file cannot be read as a PDF.")];
        }
    }
}
