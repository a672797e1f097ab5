using Axis.Core.Agencies;
using Axis.Core.Registers;

namespace Axis.Core.Tests.Registers;

/// <summary>The legal columns of the registers and what they may hold (REG-01…07).</summary>
public sealed class RegisterColumnsTests
{
    private static readonly RegisterFields Fields = new()
    {
        CodeNumber = "05", CodeNotation = "QĐ-UBND", IssuedDate = new DateOnly(2026, 3, 2), TypeName = "Quyết định", OrganName = "UBND tỉnh", Subject = "Giao chỉ tiêu", FullName = "Nguyễn Văn An",
        Recipients = "Sở Tài chính", ToPlaces = "Văn thư", IssuedAmount = 3, Transferred = new DateOnly(2026, 3, 3), ReceivedBy = "Lê Bình", AnswerCode = "07/UBND-VP", DueDate = new DateOnly(2026, 3, 9),
        Description = "Gấp",
    };

    private static readonly RegisterLine Line = new(OrganId.Parse("H37"), true, 2026, "7", 7, new DateTimeOffset(2026, 3, 2, 17, 30, 0, TimeSpan.Zero), Fields) { Progress = "Đang xử lý" };

    [Test]
    public void REG_01_the_outgoing_register_has_its_ten_columns_in_order() => Assert.That(
        RegisterColumns.Cells(RegisterKind.Outgoing, Line with { Incoming = false }),
        Is.EqualTo(new[] { "05/QĐ-UBND", "02/03/2026", "Quyết định: Giao chỉ tiêu", "Nguyễn Văn An", "Sở Tài chính", "Văn thư", "3", "03/03/2026", "Lê Bình", "Gấp" }));

    [Test]
    public void REG_02_the_incoming_register_has_its_ten_columns_in_order() => Assert.That(
        RegisterColumns.Cells(RegisterKind.Incoming, Line),
        Is.EqualTo(new[] { "03/03/2026", "07", "UBND tỉnh", "05/QĐ-UBND", "02/03/2026", "Quyết định: Giao chỉ tiêu", "Văn thư", "03/03/2026", "Lê Bình", "Gấp" }));

    [Test]
    public void REG_03_the_follow_up_register_has_its_seven_columns_in_order() => Assert.That(
        RegisterColumns.Cells(RegisterKind.FollowUp, Line),
        Is.EqualTo(new[] { "07", "Quyết định 05/QĐ-UBND ngày 02/03/2026, UBND tỉnh", "Văn thư", "09/03/2026", "Đang xử lý", "07/UBND-VP", "Gấp" }));

    [TestCase(RegisterKind.Outgoing)]
    [TestCase(RegisterKind.Incoming)]
    [TestCase(RegisterKind.FollowUp)]
    public void the_columns_fill_the_page(RegisterKind kind) =>
        Assert.That((RegisterColumns.Of(kind).Sum(static c => c.Width), RegisterColumns.Of(kind).Count), Is.EqualTo((100, RegisterColumns.Cells(kind, Line).Count)));

    [Test]
    public void a_correction_changes_what_it_states_and_nothing_else() =>
        Assert.That(Fields.With(new RegisterFields { Subject = "Giao dự toán" }), Is.EqualTo(Fields with { Subject = "Giao dự toán" }));

    [TestCase("MẬT")]
    [TestCase("Kế hoạch (TỐI MẬT)")]
    public void REG_06_a_secret_document_is_not_registered(string subject) =>
        Assert.That(RegisterLimits.Check(Fields with { Subject = subject }).Select(static v => v.Code), Is.EqualTo(new[] { "REG-06" }));

    [Test]
    public void a_value_longer_than_the_decree_allows_is_named() =>
        Assert.That(RegisterLimits.Check(Fields with { Subject = new string('a', 501), PageAmount = 1000 }).Select(static v => v.Field), Is.EqualTo(new[] { "subject", "pageAmount" }));

    [TestCase("HANH_CHINH", true)]
    [TestCase("HOI_DONG:THI_DUA", true)]
    [TestCase("DEN", false)]
    [TestCase("SO_MAT", false)]
    [TestCase("sổ một", false)]
    public void a_book_of_secret_or_incoming_documents_gives_no_numbers(string name, bool may) => Assert.That(RegisterBook.IsName(name), Is.EqualTo(may));

    [TestCase("=1+1", "'=1+1\r\n")]
    [TestCase("-5", "-5\r\n")]
    [TestCase("a \"b\", c", "\"a \"\"b\"\", c\"\r\n")]
    public void a_cell_is_never_a_formula(string cell, string record) => Assert.That(CsvText.Record([cell]), Is.EqualTo(record));
}
