using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class LegalValueContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task a_demand_is_kept_once_and_due_at_its_time()
    {
        await Demand("a", TimeSpan.FromMinutes(1));
        await Demand("a", TimeSpan.Zero);
        var (early, late) = Store.Read(s => (s.LegalValues.Due(Now, 9).Count, s.LegalValues.Due(Now.AddMinutes(1), 9).Count));
        Assert.That((early, late), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task the_longest_due_comes_first()
    {
        await Demand("a", TimeSpan.FromSeconds(2));
        await Demand("b", TimeSpan.FromSeconds(1));
        Assert.That(Store.Read(s => s.LegalValues.Due(Now.AddMinutes(1), 1)).Single().Packet, Is.EqualTo(Hash("b")));
    }

    [Test]
    public async Task a_demand_that_is_put_off_remembers_its_attempts()
    {
        await Demand("a", TimeSpan.Zero);
        await Write(s =>
        {
            s.LegalValues.Postpone(Hash("a"), Now.AddHours(1), 3);
            return true;
        });
        Assert.That(Store.Read(s => s.LegalValues.Due(Now.AddHours(1), 9)).Single(), Is.EqualTo(new LegalValueDue(Hash("a"), 3)));
    }

    [Test]
    public async Task a_settled_demand_is_gone()
    {
        await Demand("a", TimeSpan.Zero);
        await Write(s =>
        {
            s.LegalValues.Settle(Hash("a"));
            return true;
        });
        Assert.That(Store.Read(s => s.LegalValues.Due(Now.AddDays(1), 9)), Is.Empty);
    }

    [Test]
    public async Task a_later_judgement_stands_beside_the_first()
    {
        var first = new LegalValueRow(Hash("a"), Now, "UNKNOWN", "{\"value\":\"UNKNOWN\"}");
        var second = first with { At = Now.AddHours(1), Value = "HAS_VALUE" };
        await Write(s =>
        {
            s.LegalValues.Add(first);
            s.LegalValues.Add(second);
            return true;
        });
        Assert.That(Store.Read(s => s.LegalValues.ListFor(Hash("a"))), Is.EqualTo(new[] { first, second }));
    }

    private Task<bool> Demand(string packet, TimeSpan wait) => Write(s =>
    {
        s.LegalValues.Demand(Hash(packet), Now + wait);
        return true;
    });
}
