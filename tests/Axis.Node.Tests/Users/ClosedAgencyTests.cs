using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Users;

/// <summary>People whose agency ends and is continued by another (REF-09).</summary>
public sealed class ClosedAgencyTests
{
    [TestCase("clerk")]
    [TestCase("auditor")]
    public async Task whoever_served_only_an_agency_that_ended_is_out(string role)
    {
        await using var people = new People();
        await people.AddAsync("cu.ky", new UserGrantView(role, [People.Ending]));
        var cookie = await people.EnterAsync("cu.ky");
        Assert.That((await people.FindAsync(cookie))!.Actor.Agencies.Select(static a => a.Value), Is.EqualTo(new[] { People.Ending }));
        await people.Store.WriteAsync(s => KeepOpen(s, people), CancellationToken.None);
        people.Clock.Turn(People.Reform);

        Assert.That(await people.FindAsync(cookie), Is.Null);
    }

    [Test]
    public async Task they_are_told_why_when_they_sign_in_again()
    {
        await using var people = new People();
        await people.AddAsync("cu.ky", new UserGrantView("clerk", [People.Ending]));
        people.Clock.Turn(People.Reform);

        Assert.That((await people.TryAsync("cu.ky", People.Password) as Refused<string>)?.Why.Code, Is.EqualTo("SIGN_IN_AGENCY"));
    }

    [Test]
    public async Task a_role_at_the_heir_is_all_that_is_left()
    {
        await using var people = new People();
        await people.AddAsync("hai.noi", new UserGrantView("clerk", [People.Ending]), new UserGrantView("leader", [People.Heir]));
        people.Clock.Turn(People.Reform);
        var who = (await people.FindAsync(await people.EnterAsync("hai.noi")))!;

        Assert.That(who.Choices.Select(static c => c.Key), Is.EqualTo(new[] { "leader" }));
    }

    [TestCase(Role.Clerk)]
    [TestCase(Role.Leader)]
    public void a_clerk_or_leader_without_agencies_has_no_list(Role role) =>
        Assert.That(() => new Actor("x", role, []).Scope(null), Throws.InstanceOf<RefusedException>());

    [TestCase(Role.Operator)]
    [TestCase(Role.Auditor)]
    public void a_role_for_the_whole_node_has_the_whole_list(Role role) => Assert.That(new Actor("x", role, []).Scope(null), Is.Null);

    // The day that passes must not be what ends the session.
    private static bool KeepOpen(ISession session, People people)
    {
        var account = session.Users.FindByName("cu.ky")!.Id;
        var row = session.Users.Sessions(account).Single();
        session.Users.EndSession(row.Id);
        session.Users.AddSession(row with { SeenAt = people.Clock.GetUtcNow() + People.Reform, EndsAt = people.Clock.GetUtcNow() + People.Reform + People.Reform });
        return true;
    }
}
