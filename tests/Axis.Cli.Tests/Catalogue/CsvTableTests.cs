using System.Text;
using Axis.Core.Agencies.Catalogue;

namespace Axis.Cli.Tests.Catalogue;

/// <summary>Tables as spreadsheets and people write them.</summary>
public sealed class CsvTableTests
{
    private static IReadOnlyList<CsvRow> Read(string text) => CsvTable.Read(Encoding.UTF8.GetBytes(text));

    private static byte[] Encoded(string text, Encoding encoding) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

    private static readonly object[] Encodings =
    [
        new object[] { new UTF8Encoding(true) }, new object[] { new UTF8Encoding(false) }, new object[] { new UnicodeEncoding(false, true) },
        new object[] { new UnicodeEncoding(true, true) }, new object[] { new UnicodeEncoding(false, false) },
    ];

    [TestCaseSource(nameof(Encodings))]
    public void a_table_is_read_in_every_encoding_that_excel_writes(Encoding encoding) =>
        Assert.That(CsvTable.Read(Encoded("ma\tten\r\nH22\tTỉnh Hà Giang\r\n", encoding))[1].Fields, Is.EqualTo(new[] { "H22", "Tỉnh Hà Giang" }));

    [TestCase("ma,ten\nH22,\"Hà Giang; cũ\"\n", "Hà Giang; cũ")]
    [TestCase("ma;ten\r\nH22;\"Hà Giang, cũ\"\r\n", "Hà Giang, cũ")]
    [TestCase("ma\tten\rH22\tHà Giang\r", "Hà Giang")]
    [TestCase("sep=;\r\nma;ten\r\nH22;Hà Giang", "Hà Giang")]
    [TestCase("ma,ten\nH22,\"tên \"\"cũ\"\"\"", "tên \"cũ\"")]
    [TestCase("ma,ten\nH22,\"hai\ndòng\"", "hai\ndòng")]
    public void the_separator_is_found_and_quotation_marks_are_taken_off(string text, string cell) => Assert.That(Read(text)[1].Fields[1], Is.EqualTo(cell));

    [Test]
    public void a_row_knows_its_line_after_empty_lines_and_cells_of_two_lines() =>
        Assert.That(Read("ma,ten\n\n,,\nA,\"x\ny\"\nB,z\n").Select(static r => r.Line), Is.EqualTo(new[] { 1, 4, 6 }));

    [Test]
    public void what_is_written_is_read_back()
    {
        string[][] rows = [["ma", "ten"], ["H22", "a \"b\", c; d\te\r\nf"], ["", " khoảng trắng"]];

        Assert.That(CsvTable.Read(CsvTable.Write(rows)).Select(static r => r.Fields), Is.EqualTo(rows.Select(static r => r.Select(static f => f.Trim()))));
    }

    [TestCase("ma,ten\nH22,\"không đóng\n", 2)]
    [TestCase("ma,ten\nH22,x\nH23,\"a\"b\n", 3)]
    public void a_broken_quotation_names_its_line(string text, int line) => Assert.That(Assert.Throws<CsvFormatException>(() => Read(text))!.Line, Is.EqualTo(line));

    [Test]
    public void a_file_of_an_old_code_page_is_refused_with_what_to_do() =>
        Assert.That(Assert.Throws<CsvFormatException>(() => CsvTable.Read([.. "ma,ten\nH22,T"u8, 0xC9, 0x6E, .. "h\n"u8]))!.Message, Does.Contain("CSV UTF-8"));

    [Test]
    public void a_cell_without_end_is_given_up() => Assert.That(() => Read("ma\n" + new string('x', 5000)), Throws.InstanceOf<CsvFormatException>());
}
