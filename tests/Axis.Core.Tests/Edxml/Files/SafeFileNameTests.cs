using System.Text;
using Axis.Core.Edxml.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Core.Tests.Edxml.Files;

public sealed class SafeFileNameTests
{
    [TestCase("công văn.pdf", "công văn.pdf")]
    [TestCase("../../etc/passwd", "passwd")]
    [TestCase("C:\\Windows\\system32\\x.dll", "x.dll")]
    [TestCase("a\0b.pdf", "ab.pdf")]
    [TestCase("a\r\nb.pdf", "ab.pdf")]
    [TestCase("báo cáo.pdf. . ", "báo cáo.pdf")]
    [TestCase("NUL", "_NUL")]
    [TestCase("con.txt", "_con.txt")]
    [TestCase("LPT1.tar.gz", "_LPT1.tar.gz")]
    [TestCase("COM¹", "_COM¹")]
    [TestCase("console.txt", "console.txt")]
    [TestCase("gpj.\u202Eexe", "gpj.exe")]
    [TestCase("a\u200Bb\uFEFF.doc", "ab.doc")]
    [TestCase("what?<is>:\"this\"|*.doc", "what__is___this___.doc")]
    [TestCase("😀.pdf", "😀.pdf")]
    [TestCase("\ud83d.pdf", "_.pdf")]
    [TestCase(".htaccess", "_.htaccess")]
    [TestCase("..", "tep")]
    [TestCase("dir/", "tep")]
    [TestCase("", "tep")]
    [TestCase(null, "tep")]
    public void a_name_becomes_one_that_every_system_takes(string? original, string expected)
    {
        Assert.That(SafeFileName.From(original), Is.EqualTo(expected));
    }

    [Test]
    public void a_name_of_400_characters_is_cut_and_keeps_its_extension()
    {
        var safe = SafeFileName.From(new string('ệ', 400) + ".pdf");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetByteCount(safe), Is.InRange(SafeFileName.MaxBytes - 3, SafeFileName.MaxBytes));
            Assert.That(safe, Does.EndWith("ệ.pdf"));
        }
    }

    [Test]
    public void a_decomposed_name_is_composed()
    {
        Assert.That(SafeFileName.From("quye\u0302\u0301t.pdf"), Is.EqualTo("quyết.pdf"));
    }

    [Test]
    public void a_safe_name_is_safe_to_make_safe_again()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<string>(static name =>
        {
            var safe = SafeFileName.From(name);
            return safe.Length > 0 && Encoding.UTF8.GetByteCount(safe) <= SafeFileName.MaxBytes && SafeFileName.From(safe) == safe;
        }));
    }
}
