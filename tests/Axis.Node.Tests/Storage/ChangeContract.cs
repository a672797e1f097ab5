using Axis.Core.Agencies;
using Axis.Core.Rules.Changes;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class ChangeContract(StoreEngine engine) : StoreContract(engine)
{
    private static readonly OrganId Asking = OrganId.Parse("H37");
    private static readonly OrganId Receiver = OrganId.Parse("H37.20.61");

    [Test]
    public async Task a_request_told_twice_is_one_request()
    {
        var (first, again) = (await Write(s => s.Changes.Add(Request("a"))), await Write(s => s.Changes.Add(Request("a"))));
        Assert.That((first, again, Store.Read(s => s.Changes.ListParked("D1", Receiver)).Count), Is.EqualTo((true, false, 1)));
    }

    [Test]
    public async Task a_request_that_waits_is_found_by_the_document_it_waits_for()
    {
        var request = Request("a");
        await Write(s => s.Changes.Add(request));
        await Write(s => s.Changes.Add(Request("b") with { Target = "D2" }));
        Assert.That(Store.Read(s => s.Changes.ListParked("D1", Receiver)), Is.EqualTo(new[] { request }));
    }

    [Test]
    public async Task a_request_that_was_applied_waits_no_longer_and_is_found_by_its_document()
    {
        var item = Guid.CreateVersion7();
        var request = Request("a");
        await Write(s => s.Changes.Add(request));
        await Write(s =>
        {
            s.Changes.Update(request with { Item = item, State = ChangeRequestState.Pending });
            return true;
        });
        Assert.That(Store.Read(s => (s.Changes.ListParked("D1", Receiver).Count, s.Changes.ListFor(item).Single().State)), Is.EqualTo((0, ChangeRequestState.Pending)));
    }

    [Test]
    public async Task what_has_waited_for_long_is_found_and_what_came_lately_is_not()
    {
        await Write(s => s.Changes.Add(Request("a") with { AskedAt = Now.AddDays(-31) }));
        await Write(s => s.Changes.Add(Request("b") with { AskedAt = Now.AddDays(-29) }));
        await Write(s => s.Changes.Add(Request("c") with { AskedAt = Now.AddDays(-31), State = ChangeRequestState.Pending }));
        Assert.That(Store.Read(s => s.Changes.ListParkedSince(Now.AddDays(-30), null, 9)).Single().Packet, Is.EqualTo(Hash("a")));
    }

    [Test]
    public async Task a_notice_leads_to_the_request_that_it_makes()
    {
        var notice = Guid.CreateVersion7();
        await Write(s => s.Changes.Add(Request("a") with { Notice = notice }));
        Assert.That(Store.Read(s => s.Changes.ListFor(notice)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task only_what_was_cancelled_unread_is_to_be_answered_by_the_node()
    {
        await Write(s => s.Changes.Add(Request("a") with { State = ChangeRequestState.UnreadToAnswer }));
        await Write(s => s.Changes.Add(Request("b") with { State = ChangeRequestState.Pending }));
        Assert.That(Store.Read(static s => s.Changes.ListToAnswer(null, 9)).Single().Packet, Is.EqualTo(Hash("a")));
    }

    private ChangeRequest Request(string packet) => new(
        Guid.CreateVersion7(), ChangeKind.Recall, Hash(packet), Asking, "D1", Receiver, Receiver, null, null, ChangeRequestState.Parked, Now, null, null, null);
}
