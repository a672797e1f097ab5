using System.Diagnostics;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Drop;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Drop;

/// <summary>Rounds through a folder that go wrong: bad names, places that cannot be written, two nodes. Real files, a real database.</summary>
public sealed class DropPumpTests() : StoreContract(new SqliteEngine())
{
    private static readonly Guid Item1 = Guid.Parse("0197a0c2-6a39-7f1e-9d55-2f0f6f3b1a11");

    private readonly UploadSlots _slots = new(new LimitOptions());
    private DropFolder _folder = null!;
    private FolderHold _hold = null!;
    private NodeId _host;

    [OneTimeTearDown]
    public void CloseSlots() => _slots.Dispose();

    [SetUp]
    public void OpenFolder()
    {
        _host = Here;
        _folder = New();
        Directory.CreateDirectory(_folder.Root);
        _folder.Prepare();
        _hold = new FolderHold(_folder);
    }

    [TearDown]
    public void LetGo() => _hold.Dispose();

    [Test]
    [Platform(Include = "Linux")]
    public async Task a_name_that_is_no_utf8_holds_up_nothing_and_the_operator_is_told_of_it()
    {
        await BashAsync("touch \"$1/$(printf 'b\\341o.edxml')\" \"$1/$(printf 'b\\341o.edxml.ready')\"");
        Assert.That(Directory.EnumerateFiles(_folder.Out).Count(), Is.EqualTo(2), "the file system takes such names");
        Drop("bang-tinh.xlsx");
        var told = await RoundAsync();
        await RoundAsync();
        await BashAsync("rm -- \"$1\"/b*"); // .NET cannot

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("không phải UTF-8"));
            Assert.That(File.Exists(Path.Combine(_folder.Refused, "bang-tinh.xlsx")), Is.True, "the other is dealt with");
            Assert.That(Journal(), Is.EqualTo(new[] { "drop-refused" }));
        });
    }

    [Test]
    public async Task what_cannot_be_moved_to_refused_holds_up_nothing_keeps_its_marker_and_fills_no_journal()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Refused, "_aux.edxml.json")); // its reason cannot be written
        Drop("aux.edxml");
        Drop("nul.edxml");
        await RoundAsync();
        var told = await RoundAsync();

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(Path.Combine(_folder.Refused, "_nul.edxml")), Is.True, "the other is dealt with");
            Assert.That((File.Exists(Path.Combine(_folder.Out, "aux.edxml.ready")), File.Exists(Path.Combine(_folder.Out, "nul.edxml.ready"))), Is.EqualTo((true, false)), "markers");
            Assert.That(told, Does.StartWith("_aux.edxml"));
            Assert.That(Journal(), Is.EqualTo(new[] { "drop-refused" }));
        });
    }

    [Test]
    public async Task what_cannot_be_finished_is_journalled_once_when_it_is()
    {
        var note = Directory.CreateDirectory(_folder.NoteOf("tl-1.answer.json"));
        Drop("tl-1.answer.json", $$"""{ "inboxItem": "{{Item1}}", "code": "03" }""");
        var told = await RoundAsync();
        await RoundAsync();
        var before = Journal();
        note.Delete();
        await RoundAsync();

        Assert.That((told is not null, before, Journal()), Is.EqualTo((true, Array.Empty<string>(), new[] { "drop-taken" })));
    }

    [Test]
    public async Task those_that_wait_hold_up_the_others_for_one_round_only()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            Directory.CreateDirectory(_folder.ReasonOf(name + ".xlsx"));
            Drop(name + ".xlsx");
        }

        Drop("d.xlsx");
        await RoundAsync();
        var first = File.Exists(Path.Combine(_folder.Refused, "d.xlsx"));
        await RoundAsync();

        Assert.That((first, File.Exists(Path.Combine(_folder.Refused, "d.xlsx"))), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task what_was_refused_under_a_name_that_was_there_is_known_for_what_it_is_when_it_is_tried_again()
    {
        File.WriteAllText(Path.Combine(_folder.Refused, "a.edxml"), "trước");
        File.WriteAllText(Path.Combine(_folder.Refused, "x.answer.json"), "trước");
        Drop("a.edxml");
        Drop("x.answer.json", "{");
        await RoundAsync();
        var names = Directory.EnumerateFiles(_folder.Refused, "*~*").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToArray();
        var control = new DropControl(new DropFolders(new DropOptions { Folders = { Options() } }, new NodePaths(Folder)), Store, Clock);
        await control.RetryAsync(Recipient.Value, new RetryDrop { Name = "a~2.edxml" }, new Actor("op", Role.Operator, []), CancellationToken.None);
        await RoundAsync();

        Assert.That(names, Is.EqualTo(new[] { "a~2.edxml", "a~2.edxml.json", "x~2.answer.json", "x~2.answer.json.json" }));
        Assert.That(File.ReadAllText(_folder.ReasonOf("a~2.edxml")), Does.Contain("SEC-02"), "a packet, for which the declaration is missing");
    }

    [Test]
    public async Task a_folder_of_an_agency_that_another_node_hosts_is_left_alone()
    {
        _host = Child;
        Drop("bang-tinh.xlsx");
        var told = await RoundAsync();

        Assert.That((told, File.Exists(Path.Combine(_folder.Out, "bang-tinh.xlsx"))), Is.EqualTo(("cơ quan G22 không đặt tại nút này, nút không làm việc trong thư mục", true)));
    }

    [Test]
    public async Task of_two_nodes_on_one_folder_the_second_takes_nothing_until_the_first_is_gone()
    {
        await RoundAsync();
        using var second = new FolderHold(New());
        Drop("bang-tinh.xlsx");
        var told = await RoundAsync(second);
        var taken = !File.Exists(Path.Combine(_folder.Out, "bang-tinh.xlsx"));
        _hold.Dispose();
        var after = await RoundAsync(second);

        Assert.That((told, taken, after), Is.EqualTo(($"một tiến trình nút khác đang làm việc trong '{_folder.Root}'; mỗi thư mục chỉ dùng cho một nút", false, (string?)null)));
    }

    [Test]
    public async Task the_states_of_a_document_are_not_written_over_those_of_a_later_one_of_its_name()
    {
        var (old, later) = await Write(s => (AddPacket(s, "old").Digest, AddPacket(s, "later").Digest));
        var status = Status();
        status.Begin(_folder, old, "cv-15");
        foreach (var file in Directory.EnumerateFiles(_folder.Sent))
        {
            File.Delete(file); // the software has read it
        }

        status.Run(_folder, old);
        var before = File.ReadAllText(_folder.StatusOf("cv-15"));
        status.Begin(_folder, later, "cv-15");
        status.Run(_folder, old);

        Assert.That(before, Does.Contain(old.ToString()), "until then its states are told");
        Assert.That(File.ReadAllText(_folder.StatusOf("cv-15")), Does.Contain(later.ToString()));
    }

    private static DropFolderOptions Options() => new() { Agency = Recipient.Value, Folder = "drop" };

    private DropFolder New() => new(Options(), Folder);

    private async Task BashAsync(string command)
    {
        using var process = Process.Start("bash", ["-c", command, "bash", _folder.Out]);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, command);
    }

    private void Drop(string name, string content = "nội dung")
    {
        File.WriteAllText(Path.Combine(_folder.Out, name), content, new UTF8Encoding(false));
        File.WriteAllText(Path.Combine(_folder.Out, name + ".ready"), "");
    }

    private string[] Journal() => [.. Store.Read(static s => s.Journal.List(null, 100, null)).Select(static l => l.Entry.Kind).Where(static k => k.StartsWith("drop-", StringComparison.Ordinal) && k != "drop-retried")];

    private Task<string?> RoundAsync(FolderHold? hold = null)
    {
        var steps = new DropSteps();
        var take = new TakeDropped(
            null!, new AnswerDropped(new Answered(), Store), null!, null!, _slots, Status(), Store, new LimitOptions(), steps, Clock, NullLogger<TakeDropped>.Instance);
        using var pump = new DropPump(
            null!, new ClaimDropped(Clock, steps, NullLogger<ClaimDropped>.Instance), take, Network(), new DropOptions(), Clock, NullLogger<DropPump>.Instance);
        return pump.RoundAsync(_folder, hold ?? _hold, CancellationToken.None);
    }

    private WriteStatus Status() => new(Store, Network(), Clock);

    private NodeDirectory Network()
    {
        var agency = new Agency(Recipient, "Bộ", Tier.Central, null, _host, AgencyStatus.Active, DateTimeOffset.UnixEpoch, null, [], []);
        return new NodeDirectory(Here, () => new DirectorySnapshot([agency], [], [], [], new Dictionary<string, SectionVersion>()));
    }

    private sealed class Answered : IStatusAnswers
    {
        public Task<Outcome<AnswerResult>> AnswerAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken) =>
            Task.FromResult<Outcome<AnswerResult>>(new Done<AnswerResult>(new AnswerResult(item, answer.Code, "", "", null, [])));

        public Refusal? Check(Guid item, AnswerStatus answer, Actor actor) => throw new NotSupportedException();

        public Task<Outcome<AnswerResult>> AnswerHeldAsync(HeldRefusal held, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Outcome<AnswerResult>> ReportAsync(Guid item, ReportAnomaly report, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
