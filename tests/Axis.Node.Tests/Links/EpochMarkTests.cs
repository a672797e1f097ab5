using Axis.Node.Hosting;
using Axis.Node.Links;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Links;

public sealed class EpochMarkTests
{
    private string _folder;
    private EpochMark _mark;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("axis-mark-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "store"));
        _mark = new EpochMark(new NodePaths(_folder), NullLogger<EpochMark>.Instance);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void without_a_mark_nothing_is_said() => Assert.That(_mark.Read(), Is.Null);

    [Test]
    public void the_last_mark_is_read_back()
    {
        _mark.Write("e", static () => 3);
        _mark.Write("e", static () => 7);

        Assert.That(_mark.Read(), Is.EqualTo(("e", 7L)));
    }

    [Test]
    public void an_operators_word_names_no_epoch()
    {
        _mark.Write("e", static () => 3);
        _mark.Invalidate();

        Assert.That(_mark.Read()?.Epoch, Is.Not.EqualTo("e"));
    }

    [TestCase("")]
    [TestCase("one two three")]
    [TestCase("e -1")]
    public void a_damaged_mark_is_none(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "store", "epoch.mark"), text);

        Assert.That(_mark.Read(), Is.Null);
    }

    [Test]
    public void many_writers_leave_one_whole_mark()
    {
        Parallel.For(0, 50, i => _mark.Write("e", () => i));

        Assert.That(_mark.Read()?.Epoch, Is.EqualTo("e"));
    }
}
