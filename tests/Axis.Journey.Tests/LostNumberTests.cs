using Axis.Core.Agencies;
using Axis.Core.Registers;
using Axis.Journey.Tests.Network;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests;

/// <summary>No number of the register is lost without a word, and no file of a submission stays behind.</summary>
public sealed class LostNumberTests
{
    private static readonly OrganId Sender = OrganId.Parse("H37");
    private TestNetwork _network = null!;

    [SetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task a_number_whose_submission_died_with_the_node_is_void_when_it_runs_again()
    {
        await ReserveAsync(TimeProvider.System.GetUtcNow());

        await Node.StopAsync();
        await Node.StartAsync();

        Assert.That(Voided(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task the_number_of_a_submission_under_way_is_left_alone_by_the_sweep()
    {
        await ReserveAsync(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(10));

        await SweepAsync();

        Assert.That(Voided(), Is.Empty);
    }

    [Test]
    public async Task a_number_whose_submission_ended_long_ago_is_voided_by_the_sweep()
    {
        await ReserveAsync(TimeProvider.System.GetUtcNow() - VoidOrphans.Grace - TimeSpan.FromMinutes(1));

        await SweepAsync();

        Assert.That(Voided(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task the_number_of_a_document_that_was_sent_is_never_void()
    {
        await Node.SendAsync("H37", ["G22"]);

        await Node.StopAsync();
        await Node.StartAsync();

        Assert.That(Voided(), Is.Empty);
    }

    [Test]
    public async Task the_file_of_a_prepared_submission_that_died_before_its_row_is_swept()
    {
        var name = await WritePartialAsync(Guid.CreateVersion7());

        await SweepAsync();

        Assert.That(Node.Get<IPacketFiles>().EnumeratePartials().Select(static f => f.FileName), Does.Not.Contain(name));
    }

    [Test]
    public async Task the_file_of_a_submission_that_waits_for_its_signature_is_not_swept()
    {
        var id = Guid.CreateVersion7();
        var name = await WritePartialAsync(id);
        await Node.Store.WriteAsync(
            s =>
            {
                s.Submissions.AddPrepared(new PreparedSubmission(id, Sender, "{}", TimeProvider.System.GetUtcNow().AddMinutes(5)));
                return true;
            },
            CancellationToken.None);

        await SweepAsync();

        Assert.That(Node.Get<IPacketFiles>().EnumeratePartials().Select(static f => f.FileName), Does.Contain(name));
    }

    private RunningNode Node => _network[TestNetwork.Province];

    // What is on disk when the node is killed right after the number's own commit.
    private Task<long> ReserveAsync(DateTimeOffset at) =>
        Node.Store.WriteAsync(s => s.Register.Reserve(Sender, RegisterBook.Administrative, at.Year, at), CancellationToken.None);

    // Two hours old.
    private async Task<string> WritePartialAsync(Guid id)
    {
        var file = Node.Get<IPacketFiles>().OpenPartial("prepared-" + id.ToString("N"), 0);
        await using (file)
        {
            await file.WriteAsync("<edXML"u8.ToArray());
        }

        File.SetLastWriteTimeUtc(file.Name, DateTime.UtcNow.AddHours(-2));
        return Path.GetFileName(file.Name);
    }

    private async Task SweepAsync() => await Node.Get<Axis.Node.Schedules.ISweepPackets>().RunAsync(CancellationToken.None);

    private IReadOnlyList<JournalLine> Voided() => [.. Node.Store.Read(static s => s.Journal.List(null, 50, null)).Where(static l => l.Entry.Kind == "number-voided")];
}
