using Axis.Node.Drop;

namespace Axis.Node.Tests.Drop;

/// <summary>Names of the files of one document, which its sender chose.</summary>
public sealed class DistinctNamesTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("axis-names-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void a_later_file_of_the_same_name_bears_its_place() =>
        Assert.That(Choose("a.pdf", "A.PDF"), Is.EqualTo(new[] { "a.pdf", "2-A.PDF" }));

    [Test]
    public void a_file_that_was_named_like_the_second_name_of_another_stops_neither() =>
        Assert.That(Choose("3-a.pdf", "a.pdf", "a.pdf", "4-a.pdf"), Is.EqualTo(new[] { "3-a.pdf", "a.pdf", "3-2-a.pdf", "4-a.pdf" }));

    [Test]
    public void a_name_that_the_folder_holds_under_its_own_rules_is_taken()
    {
        File.WriteAllText(Path.Combine(_folder, "a.pdf"), "a");

        Assert.That(Choose("a.pdf"), Is.EqualTo(new[] { "1-a.pdf" }));
    }

    private string[] Choose(params string[] names)
    {
        var distinct = new DistinctNames(_folder);
        return [.. names.Select((n, i) => distinct.Choose(n, i + 1))];
    }
}
