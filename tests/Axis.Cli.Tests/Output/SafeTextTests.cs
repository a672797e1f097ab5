using Axis.Cli.Output;

namespace Axis.Cli.Tests.Output;

public sealed class SafeTextTests
{
    [Test]
    public void an_escape_sequence_in_a_subject_does_not_reach_the_terminal() =>
        Assert.That(SafeText.Of("a\u001b[31mb"), Is.EqualTo("a\uFFFD[31mb"));

    [Test]
    public void a_direction_override_in_a_file_name_is_made_visible() =>
        Assert.That(SafeText.Of("hop-dong\u202Efdp.exe"), Is.EqualTo("hop-dong\uFFFDfdp.exe"));

    [Test]
    public void vietnamese_text_stays_as_it_is() =>
        Assert.That(SafeText.Of("Trích yếu: ứng phó mưa lũ"), Is.EqualTo("Trích yếu: ứng phó mưa lũ"));

    [Test]
    public void a_long_text_is_cut_with_an_ellipsis() =>
        Assert.That(SafeText.Cut(new string('x', 50), 10), Is.EqualTo("xxxxxxxxx…"));
}
