using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Axis.Core.Registers;
using Axis.Node.Registers;
using Axis.Signing.Pdf;
using Axis.Signing.Pdf.Text;

namespace Axis.Node.Tests.Api;

/// <summary>Printed registers, judged by pdftotext (poppler-utils) and qpdf (REG-04, REG-05).</summary>
public sealed partial class RegisterPdfTests
{
    private const string Subject = "Về việc phòng, chống bão số 3 và khắc phục hậu quả thiên tai trên địa bàn huyện Quỳnh Lưu, Nghệ An: đường Nguyễn Thị Hồng Nhung";

    [Test]
    public async Task a_long_register_has_its_headings_and_number_on_every_page()
    {
        var text = Pdftotext(await MakeAsync(300));
        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        var numbers = PageNumber().Matches(text).Select(static m => (int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));

        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, pages.Length - 1).Select(n => (n, pages.Length - 1))));
        Assert.That(pages.Skip(1), Has.All.Contains("Ký nhận"));
    }

    [Test]
    public async Task vietnamese_letters_come_out_as_they_went_in()
    {
        var words = Subject.Split(' ');
        var text = Pdftotext(await MakeAsync(1));

        Assert.That(words.Where(w => !text.Contains(w, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task the_cover_says_whose_register_of_what_numbers_it_is()
    {
        var cover = Pdftotext(await MakeAsync(12)).Split('\f')[0];

        Assert.That(new[] { "UBND TỈNH", "UBND HUYỆN QUỲNH LƯU", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Năm 2026", "Từ ngày: 05/01/2026", "Từ số: 01", "Đến số: 12", "Quyển số: 02" }.Where(w => !cover.Contains(w, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(20)]
    public async Task a_line_to_hundreds_of_recipients_goes_on_from_page_to_page(int before)
    {
        using var pdf = new RegisterPdf();
        string[] brief = ["01/QĐ-UBND", "05/01/2026", "Quyết định: " + Subject, "Nguyễn Văn An", "Sở Y tế", "Văn phòng", "1", "05/01/2026", "", ""];
        string[] wide = [.. brief];
        wide[4] = string.Join("; ", Enumerable.Range(1, 500).Select(static i => string.Create(CultureInfo.InvariantCulture, $"XÃ{i:000}")));
        var cover = new RegisterCover("UBND tỉnh", "UBND huyện Quỳnh Lưu", RegisterKinds.Title(RegisterKind.Outgoing), 2026, new DateOnly(2026, 1, 5), new DateOnly(2026, 3, 31), 1, 2, 1);

        var text = Pdftotext(await pdf.MakeAsync(new RegisterSheet(RegisterKind.Outgoing, cover, [.. Enumerable.Repeat(brief, before), wide, brief]), CancellationToken.None));

        Assert.That(Recipient().Matches(text).Select(static m => m.Value), Is.EquivalentTo(Enumerable.Range(1, 500).Select(static i => string.Create(CultureInfo.InvariantCulture, $"XÃ{i:000}"))));
        Assert.That(text.Split('\f').Count(static p => p.Contains("Ký hiệu", StringComparison.Ordinal) || p.Contains("Trang ", StringComparison.Ordinal)), Is.GreaterThan(2), "pages with a heading and a number");
    }

    [Test]
    public async Task qpdf_finds_nothing_wrong()
    {
        var (exit, output) = Run("qpdf", "--check", await MakeAsync(40));

        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public async Task the_first_page_s_text_is_read_here_as_pdftotext_reads_it()
    {
        var pdf = await MakeAsync(3);
        var read = PdfTextReader.FirstPage(PdfSource.Of(pdf), PdfLimits.Default);

        Assert.That((Words(read.Text), read.IsComplete), Is.EqualTo((Words(Pdftotext(pdf).Split('\f')[0]), true)));
    }

    [GeneratedRegex(@"Trang (\d+)/(\d+)")]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"XÃ\d{3}")]
    private static partial Regex Recipient();

    private static string[] Words(string text) => text.Split((char[])[' ', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries);

    private static async Task<byte[]> MakeAsync(int lines)
    {
        using var pdf = new RegisterPdf();
        var cover = new RegisterCover("UBND tỉnh", "UBND huyện Quỳnh Lưu", RegisterKinds.Title(RegisterKind.Incoming), 2026, new DateOnly(2026, 1, 5), new DateOnly(2026, 3, 31), 1, lines, 2);
        string[] row = ["05/01/2026", "01", "Sở Nông nghiệp và Môi trường", "1234/SNNMT-PCTT", "04/01/2026", "Công văn: " + Subject, "Phòng Kinh tế", "05/01/2026", "Lê Thị Bình", "Gấp"];
        return await pdf.MakeAsync(new RegisterSheet(RegisterKind.Incoming, cover, [.. Enumerable.Repeat(row, lines)]), CancellationToken.None);
    }

    private static string Pdftotext(byte[] pdf)
    {
        var (exit, output) = Run("pdftotext", "-layout", pdf, "-");
        Assert.That(exit, Is.Zero, output);
        return output;
    }

    private static (int Exit, string Output) Run(string tool, string option, byte[] pdf, params string[] more)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, pdf);
            using var process = Process.Start(new ProcessStartInfo(tool, [option, path, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"{tool} is not installed.");
            }

            Assert.Ignore($"{tool} is not installed, so the outside judge was not asked.");
            throw;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
