using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Core.Tests.Edxml;

namespace Axis.Core.Tests.Rules;

public sealed class SecrecyGuardTests
{
    [TestCase("mật")]
    [TestCase("TUYỆT MẬT")]
    [TestCase("gì đó")]
    public void SEC_01_a_declared_grade_is_refused(string grade) =>
        Assert.That(SecrecyGuard.Check(Messages.Document(), grade).Single().Code, Is.EqualTo("SEC-01"));

    [Test]
    public void SEC_05_a_refusal_names_the_regime_that_secrets_have() =>
        Assert.That(SecrecyGuard.Declared("MẬT").Single().SentenceVi, Does.Contain("117/2025/QH15").And.Contain("63/2026/NĐ-CP"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("Thường")]
    public void an_ordinary_document_passes(string? grade) =>
        Assert.That(SecrecyGuard.Check(Messages.Document(), grade), Is.Empty);

    [TestCase("MẬT - Báo cáo tình hình")]
    [TestCase("Báo cáo (TỐI MẬT)")]
    [TestCase("TUYỆT  MẬT")]
    [TestCase("MA\u0323\u0302T: kế hoạch")]
    public void SEC_02_a_stamp_in_the_subject_is_found(string subject) =>
        Assert.That(SecrecyGuard.Check(Messages.Document() with { Subject = subject }, null).Single().Code, Is.EqualTo("SEC-02"));

    [TestCase("V/v bảo mật thông tin")]
    [TestCase("TĂNG CƯỜNG BẢO MẬT THÔNG TIN")]
    [TestCase("Bí mật kinh doanh")]
    [TestCase("Mật độ dân số")]
    [TestCase("LƯU HÀNH NỘI BỘ")]
    public void a_word_that_only_resembles_a_grade_passes(string subject) =>
        Assert.That(SecrecyGuard.Check(Messages.Document() with { Subject = subject }, null), Is.Empty);

    [Test]
    public void SEC_02_a_stamp_in_the_reason_of_a_recall_is_found() =>
        Assert.That(SecrecyGuard.Check(Messages.Document() with { Business = new Recall { Reason = "Văn bản TUYỆT MẬT gửi nhầm" } }, null).Single().Field, Is.EqualTo("Bussiness/BussinessDocReason"));

    [Test]
    public void SEC_02_a_stamp_among_the_places_is_found() =>
        Assert.That(SecrecyGuard.Check(Messages.Document() with { ToPlaces = ["Như trên", "Lưu: VT, MẬT"] }, null).Single().Field, Is.EqualTo("ToPlaces/Place"));

    [TestCase("13", 1)]
    [TestCase("16", 1)]
    [TestCase("02", 0, TestName = "SEC_02_a_refusal_may_name_the_grade_that_it_found")]
    public void SEC_02_a_stamp_in_a_status_is_found(string code, int found) =>
        Assert.That(SecrecyGuard.Suspicions(Messages.Status() with { StatusCode = code, Description = "Văn bản TỐI MẬT" }), Has.Count.EqualTo(found));

    [TestCase("UBND-VP/MẬT", 1)]
    [TestCase("MẬT", 1)]
    [TestCase("QĐ-UBND", 0)]
    [TestCase("CV-UBMTTQ", 0)]
    public void SEC_02_a_secret_notation_is_found(string notation, int found) =>
        Assert.That(SecrecyGuard.Check(Messages.Document() with { CodeNotation = notation }, null), Has.Count.EqualTo(found));
}
