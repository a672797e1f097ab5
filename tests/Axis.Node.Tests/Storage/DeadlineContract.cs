using Axis.Core.Agencies;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class DeadlineContract(StoreEngine engine) : StoreContract(engine)
{
    private static readonly OrganId Agency = OrganId.Parse("H37.20.61");
    private readonly Guid _item = Guid.CreateVersion7();

    [Test]
    public async Task an_open_duty_is_not_put_off_by_opening_it_again()
    {
        await Open(Now.AddHours(4));
        await Open(Now.AddHours(9));
        Assert.That(Only().DueAt, Is.EqualTo(Now.AddHours(4)));
    }

    [Test]
    public async Task a_settled_duty_begins_anew()
    {
        await Open(Now.AddHours(4));
        await Write(s => s.Deadlines.Settle(_item, DeadlineKind.Registration, Now));
        await Open(Now.AddHours(9));
        Assert.That((Only().DueAt, Only().SettledAt), Is.EqualTo((Now.AddHours(9), (DateTimeOffset?)null)));
    }

    [Test]
    public async Task what_is_settled_leaves_the_watch_and_the_list()
    {
        await Open(Now.AddHours(4));
        await Write(s => s.Deadlines.Settle(_item, DeadlineKind.Registration, Now));
        Assert.That(Store.Read(s => (s.Deadlines.ListNext(Now.AddDays(1), 9).Count, s.Deadlines.ListOpen([Agency], 9).Count)), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task the_watch_looks_again_when_it_said()
    {
        await Open(Now.AddHours(4));
        await Write(s =>
        {
            s.Deadlines.Watched(Only() with { WarnedAt = Now.AddHours(3), NextAt = Now.AddHours(4) });
            return true;
        });
        Assert.That(Store.Read(s => (s.Deadlines.ListNext(Now.AddHours(3), 9).Count, s.Deadlines.ListNext(Now.AddHours(4), 9).Count)), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task an_open_duty_is_put_off_where_somebody_moves_it_and_a_settled_one_is_not()
    {
        await Open(Now.AddHours(4));
        var row = Only() with { DueAt = Now.AddHours(9), NextAt = Now.AddHours(8) };
        var open = await Write(s => s.Deadlines.Move(row));
        await Write(s => s.Deadlines.Settle(_item, DeadlineKind.Registration, Now));
        var settled = await Write(s => s.Deadlines.Move(row with { DueAt = Now.AddHours(20) }));
        Assert.That((open, settled, Only().DueAt), Is.EqualTo((true, false, Now.AddHours(9))));
    }

    private DeadlineRow Only() => Store.Read(s => s.Deadlines.ListFor(_item)).Single();

    private Task<bool> Open(DateTimeOffset due) => Write(s =>
    {
        s.Deadlines.Open(new DeadlineRow(DeadlineKind.Registration, _item, Agency, Hash("a"), Now, due, due.AddHours(-1), null, null, null));
        return true;
    });
}
