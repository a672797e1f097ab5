using Axis.Node.Drop;
using Axis.Node.Options;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Drop;

/// <summary>What counts as complete, under each of the three settings.</summary>
public sealed class ClaimDroppedTests
{
    private readonly TurnedClock _clock = new();
    private string _root = "";

    [SetUp]
    public void MakeRoot() => _root = Directory.CreateTempSubdirectory("axis-drop-").FullName;

    [TearDown]
    public void RemoveRoot() => Directory.Delete(_root, recursive: true);

    [Test]
    public void with_a_marker_nothing_is_taken_before_it()
    {
        var (claim, folder) = Open(DropReadiness.Marker);
        Write(folder, "a.edxml");
        Assert.That(Claimed(claim, folder), Is.Empty);

        Write(folder, "a.edxml.ready");
        Assert.That(Claimed(claim, folder), Is.EqualTo(new[] { "a.edxml" }));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Out), Is.Empty, "the marker goes with it");
    }

    [Test]
    public void a_marker_without_its_thing_is_removed_so_that_the_next_of_that_name_waits_for_its_own()
    {
        var (claim, folder) = Open(DropReadiness.Marker);
        Write(folder, "a.edxml.ready");
        Claimed(claim, folder);
        Write(folder, "a.edxml");

        Assert.That(Claimed(claim, folder), Is.Empty);
    }

    [TestCase(DropStep.Marked)]
    [TestCase(DropStep.Claimed)]
    public void after_a_crash_in_a_claim_what_was_begun_anew_under_the_name_waits_for_its_own_marker(DropStep last)
    {
        var steps = new DropSteps { Observer = s => _ = s == last ? throw new InvalidOperationException("The process ends here.") : s };
        var (claim, folder) = Open(DropReadiness.Marker, steps: steps);
        Write(folder, "a.edxml");
        Write(folder, "a.edxml.ready");
        Assert.That(() => Claimed(claim, folder), Throws.InvalidOperationException);

        steps.Observer = null;
        Claimed(claim, folder);
        var taken = Names(folder);
        File.Delete(Path.Combine(folder.Work, "a.edxml"));
        Write(folder, "a.edxml");

        Assert.That((taken, Claimed(claim, folder)), Is.EqualTo((new[] { "a.edxml" }, Array.Empty<string>())));
    }

    [Test]
    public void what_was_begun_anew_while_the_node_was_down_is_not_taken_for_what_it_had_claimed()
    {
        var steps = new DropSteps { Observer = static s => _ = s == DropStep.Claimed ? throw new InvalidOperationException("The process ends here.") : s };
        var (claim, folder) = Open(DropReadiness.Marker, steps: steps);
        Write(folder, "a.edxml");
        Write(folder, "a.edxml.ready");
        Assert.That(() => Claimed(claim, folder), Throws.InvalidOperationException);
        Write(folder, "a.edxml");
        steps.Observer = null;
        Claimed(claim, folder);
        File.Delete(Path.Combine(folder.Work, "a.edxml"));

        Assert.That(Claimed(claim, folder), Is.Empty);
    }

    [Test]
    public void of_more_than_one_round_looks_at_every_thing_is_claimed_in_the_end_and_the_operator_is_told()
    {
        var (claim, folder) = Open(DropReadiness.Marker, mostEntries: 10);
        var names = Enumerable.Range(0, 20).Select(static i => $"{i:D2}.edxml").ToList();
        foreach (var name in names)
        {
            Write(folder, name);
            Write(folder, name + ".ready");
        }

        var told = claim.Run(folder, static (_, name, _) => Assert.Fail(name));
        for (var round = 0; round < names.Count; round++)
        {
            Claimed(claim, folder);
        }

        Assert.That((Names(folder), told), Is.EqualTo((names, "out/ có từ 10 mục trở lên, mỗi lượt chỉ xét được chừng ấy; hãy dọn những gì không gửi")));
    }

    [TestCase(".a.edxml")]
    [TestCase("a.edxml.tmp")]
    [TestCase("a.edxml.PART")]
    [TestCase("a.edxml.filepart")]
    public void by_its_name_what_is_still_being_written_is_left(string name)
    {
        var (claim, folder) = Open(DropReadiness.Rename);
        Write(folder, name);
        Assert.That(Claimed(claim, folder), Is.Empty);

        File.Move(Path.Combine(folder.Out, name), Path.Combine(folder.Out, "a.edxml"));
        Assert.That(Claimed(claim, folder), Is.EqualTo(new[] { "a.edxml" }));
    }

    [Test]
    public void what_settles_is_taken_when_it_has_not_changed_for_the_time()
    {
        var (claim, folder) = Open(DropReadiness.Settled);
        Write(folder, "a.edxml");
        Claimed(claim, folder);
        _clock.Turn(TimeSpan.FromSeconds(29));
        Assert.That(Claimed(claim, folder), Is.Empty);

        _clock.Turn(TimeSpan.FromSeconds(1));
        Assert.That(Claimed(claim, folder), Is.EqualTo(new[] { "a.edxml" }));
    }

    [Test]
    public void a_folder_in_which_a_file_still_grows_has_not_settled()
    {
        var (claim, folder) = Open(DropReadiness.Settled);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Out, "cv")).FullName, "a.pdf");
        File.WriteAllText(file, "một");
        Claimed(claim, folder);
        _clock.Turn(TimeSpan.FromSeconds(25));
        File.AppendAllText(file, "hai");
        Claimed(claim, folder);
        _clock.Turn(TimeSpan.FromSeconds(25));

        Assert.That(Claimed(claim, folder), Is.Empty);
    }

    [Test]
    public void one_of_the_same_name_waits_until_the_earlier_one_is_done_with()
    {
        var (claim, folder) = Open(DropReadiness.Rename);
        File.WriteAllText(Path.Combine(folder.Work, "a.edxml"), "trước");
        Write(folder, "a.edxml");
        Claimed(claim, folder);

        Assert.That(File.ReadAllText(Path.Combine(folder.Work, "a.edxml")), Is.EqualTo("trước"));
    }

    [Test]
    public void in_one_round_no_more_than_a_bounded_number_is_taken()
    {
        var (claim, folder) = Open(DropReadiness.Rename);
        for (var i = 0; i < ClaimDropped.AtOnce + 5; i++)
        {
            Write(folder, $"{i:D4}.edxml");
        }

        Assert.That(Claimed(claim, folder), Has.Count.EqualTo(ClaimDropped.AtOnce));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void a_file_behind_a_folder_that_became_a_link_is_not_read()
    {
        var (_, folder) = Open(DropReadiness.Rename);
        var elsewhere = Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "a.pdf"), "bí mật");
        Directory.CreateSymbolicLink(Path.Combine(folder.Work, "cv"), elsewhere);

        Assert.That(() => folder.OpenRead(Path.Combine(folder.Work, "cv", "a.pdf")), Throws.TypeOf<RefusedException>().With.Property("Refusal").Property("Code").EqualTo("DROP_NOT_PLAIN"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void a_root_behind_an_operators_link_is_read()
    {
        var real = Directory.CreateDirectory(Path.Combine(_root, "real")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_root, "drop"), real);
        var folder = new DropFolder(new DropFolderOptions { Agency = "G22", Folder = "drop" }, _root);
        folder.Prepare();
        File.WriteAllText(Path.Combine(folder.Work, "a"), "a");

        using var file = folder.OpenRead(Path.Combine(folder.Work, "a"));
        Assert.That(file.Length, Is.EqualTo(1));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void the_software_s_group_gets_at_what_is_its_own_and_at_nothing_else()
    {
        var (_, folder) = Open(DropReadiness.Rename);
        folder.Replace(folder.NoteOf("a"), "{}"u8);

        const UnixFileMode group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        Assert.That(
            new[] { folder.Out, folder.In, folder.Sent, folder.Refused, folder.NoteOf("a"), folder.Work, folder.Temp, folder.Index }.Select(static p => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(p) & group) == group),
            Is.EqualTo(new[] { true, true, true, true, true, false, false, false }));
    }

    private static void Write(DropFolder folder, string name) => File.WriteAllText(Path.Combine(folder.Out, name), "nội dung");

    private static List<string> Claimed(ClaimDropped claim, DropFolder folder)
    {
        var before = Names(folder);
        claim.Run(folder, static (_, name, _) => Assert.Fail(name));
        return [.. Names(folder).Except(before)];
    }

    private static List<string> Names(DropFolder folder) => [.. Directory.EnumerateFileSystemEntries(folder.Work).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    private (ClaimDropped Claim, DropFolder Folder) Open(DropReadiness ready, int mostEntries = 20_000, DropSteps? steps = null)
    {
        var folder = new DropFolder(new DropFolderOptions { Agency = "G22", Folder = "drop", Ready = ready }, _root);
        Directory.CreateDirectory(folder.Root);
        folder.Prepare();
        return (new ClaimDropped(_clock, steps ?? new DropSteps(), NullLogger<ClaimDropped>.Instance) { MostEntries = mostEntries }, folder);
    }
}
