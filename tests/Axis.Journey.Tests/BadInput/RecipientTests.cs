using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A submission is taken whole or refused whole, and the refusal names what is wrong with whom.</summary>
public sealed class RecipientTests
{
    private static RunningNode Commune => BadInputNetwork.Network[BadInputNetwork.Commune];

    [Test]
    public async Task an_unknown_recipient_refuses_the_whole_and_names_the_nearest()
    {
        var before = Commune.Store.Read(static s => s.Tracking.List(null, false, null, 500)).Count;

        var refusal = Packets.Refused(await Commune.TrySendAsync(BadInputNetwork.Good, ["G22", "H37.20.6"]));

        Assert.That(refusal.Kind, Is.EqualTo(RefusalKind.Invalid));
        var problem = refusal.Errors.Single();
        Assert.That((problem.Field, problem.Code), Is.EqualTo(("to[1]", "RECIPIENT_UNKNOWN")));
        Assert.That(problem.Detail, Does.Contain("H37.20.6").And.Contain("gần giống"));
        Assert.That(problem.Suggestions, Has.Some.StartsWith("H37.20.6"));
        Assert.That(Commune.Store.Read(static s => s.Tracking.List(null, false, null, 500)), Has.Count.EqualTo(before), "nothing was sent to the other one");
    }

    [Test]
    public async Task every_bad_recipient_is_named_at_once()
    {
        var refusal = Packets.Refused(await Commune.TrySendAsync(BadInputNetwork.Good, ["X99", BadInputNetwork.ClosedWithTwo, "G22"]));

        Assert.That(refusal.Errors.Select(static e => (e.Field, e.Code)), Is.EqualTo(new[] { ("to[0]", "RECIPIENT_UNKNOWN"), ("to[1]", "RECIPIENT_CLOSED") }));
    }

    [Test]
    public async Task a_closed_recipient_with_several_successors_is_refused_with_the_candidates()
    {
        var refusal = Packets.Refused(await Commune.TrySendAsync(BadInputNetwork.Good, [BadInputNetwork.ClosedWithTwo]));

        Assert.That(refusal.Errors.Single().Code, Is.EqualTo("RECIPIENT_CLOSED"));
        Assert.That(refusal.Errors.Single().Suggestions, Is.EquivalentTo(new[] { "H37 Cơ quan H37", "H37.01 Cơ quan H37.01" }));
    }

    [Test]
    public async Task a_closed_recipient_with_one_successor_is_redirected_visibly_on_both_sides()
    {
        var answer = await Commune.SendAsync(BadInputNetwork.Good, [BadInputNetwork.ClosedWithOne]);

        Assert.That(answer.Recipients.Single() with { Redirection = null }, Is.EqualTo(new RecipientAnswer(BadInputNetwork.ClosedWithOne, "H37.01", "Cơ quan H37.01", true)));
        Assert.That(answer.Recipients.Single().Redirection, Does.Contain("(H37.01) kế thừa từ"));
        var rows = await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        Assert.That((rows[0].Recipient.Value, rows[0].Delivered.Value), Is.EqualTo((BadInputNetwork.ClosedWithOne, "H37.01")));
        var item = BadInputNetwork.Network[BadInputNetwork.Province].Inbox().Single(i => i.Packet.ToString() == answer.Packet);
        Assert.That((item.Addressed.Value, item.Recipient.Value), Is.EqualTo((BadInputNetwork.ClosedWithOne, "H37.01")));
    }

    [Test]
    public async Task a_sender_of_another_node_is_refused()
    {
        var refusal = Packets.Refused(await Commune.TrySendAsync("H37.20.62", ["G22"]));

        Assert.That(refusal.Errors.Single(), Is.EqualTo(new FieldProblem("from", "SND-09", "Cơ quan H37.20.62 không thuộc nút này nên không gửi được từ đây.", "The sender is not hosted by this node.")).Using<FieldProblem>(static (a, b) => a.Field == b.Field && a.Code == b.Code && a.Detail == b.Detail));
    }

    [Test]
    public async Task a_closed_sender_is_refused()
    {
        var refusal = Packets.Refused(await BadInputNetwork.Network[BadInputNetwork.Province].TrySendAsync(BadInputNetwork.ClosedWithOne, ["G22"]));

        Assert.That(refusal.Errors.Select(static e => e.Code), Does.Contain("REF-02"));
    }

    [TestCase("MẬT")]
    [TestCase("Tối mật")]
    [TestCase("tuyệt mật")]
    public async Task a_declared_grade_of_secrecy_is_refused(string grade)
    {
        var refusal = Packets.Refused(await SubmitAsync(RunningNode.Fields(BadInputNetwork.Good, ["G22"], "V/v báo cáo") with { Secrecy = grade }));

        Assert.That(refusal.Code, Is.EqualTo("SEC-01"));
        Assert.That(refusal.Sentence, Does.Contain("bí mật nhà nước"));
    }

    [Test]
    public async Task a_refused_submission_stands_in_the_journal_without_its_subject()
    {
        await SubmitAsync(RunningNode.Fields(BadInputNetwork.Good, ["G22"], "Một trích yếu không được ghi lại") with { Secrecy = "MẬT" });

        var line = Commune.Store.Read(static s => s.Journal.List(null, 50, null)).First(static l => l.Entry.Kind == "submission-refused").Entry;
        Assert.That((line.Agency, line.Actor, line.To), Is.EqualTo((BadInputNetwork.Good, Commune.Clerk.Pseudonym, "SEC-01")));
        Assert.That(line.Detail, Does.Not.Contain("trích yếu"));
    }

    [Test]
    public async Task a_missing_declaration_is_refused()
    {
        var refusal = Packets.Refused(await SubmitAsync(RunningNode.Fields(BadInputNetwork.Good, ["G22"], "V/v báo cáo") with { NoStateSecret = false }));

        Assert.That((refusal.Errors[0].Field, refusal.Errors[0].Code), Is.EqualTo(("noStateSecret", "SEC-02")));
    }

    private static Task<Outcome<SubmitAnswer>> SubmitAsync(SubmitDocument fields) => Commune.Get<ISubmission>().SubmitAsync(fields, [], Commune.Clerk, null, CancellationToken.None);
}
