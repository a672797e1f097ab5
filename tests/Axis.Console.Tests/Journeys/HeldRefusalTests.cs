using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Hosting;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Console.Tests.Journeys;

/// <summary>What a refusal meets in the moment before it leaves.</summary>
public sealed class HeldRefusalTests
{
    private readonly HashSet<Guid> _breaks = [];
    private readonly HashSet<Guid> _keyless = [];
    private ConsoleStage _stage;

    private HoldRefusals Hold => _stage.Upper.Get<HoldRefusals>();

    private IStatusAnswers Answers => _stage.Upper.Get<IStatusAnswers>();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        await _stage.Upper.StopAsync();
        _stage.Upper.Parts = NodeComposition.Parts with
        {
            Services = (services, paths, settings) =>
            {
                NodeComposition.Parts.Services(services, paths, settings);
                services.AddSingleton<StatusAnswers>().AddSingleton<IStatusAnswers>(p => new Faulty(p.GetRequiredService<StatusAnswers>(), _breaks, _keyless));
            },
        };
        await _stage.Upper.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_refusal_too_long_for_the_wire_is_refused_while_its_clerk_is_there()
    {
        var item = await _stage.DeliverAsync("V/v lời từ chối dài");

        var outcome = await Hold.RefuseAsync(item.Id, new AnswerStatus { Code = "02", ReasonCode = "KY_SO_KHONG_HOP_LE", Description = new string('x', 990) }, _stage.Upper.Clerk, CancellationToken.None);

        Assert.That((outcome is Refused<DateTimeOffset?>, _stage.Upper.Store.Read(s => s.HeldRefusals.Find(item.Id))), Is.EqualTo((true, (HeldRefusal?)null)));
    }

    [Test]
    public async Task a_refusal_that_lapses_leaves_a_mark_on_its_document()
    {
        var item = await _stage.DeliverAsync("V/v có người tiếp nhận trước");
        await RefuseAsync(item);
        Assert.That(await Answers.AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, _stage.Upper.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());

        var flags = await Eventually.GetAsync(() => Find(item).Flags, static f => f.Count > 0, "a mark on the document");

        Assert.That(flags, Is.EqualTo(new[] { HoldRefusals.LapsedFlag + "STA-02" }));
    }

    [Test]
    public async Task a_refusal_undone_at_the_last_moment_is_not_sent()
    {
        var item = await _stage.DeliverAsync("V/v hoàn tác sát giờ");
        await RefuseAsync(item);
        var leaving = _stage.Upper.Store.Read(s => s.HeldRefusals.Find(item.Id))!;
        Assert.That(await Hold.UndoAsync(item.Id, _stage.Upper.Clerk, CancellationToken.None), Is.InstanceOf<Done<bool>>());

        var sent = await Answers.AnswerHeldAsync(leaving, CancellationToken.None);

        Assert.That(((sent as Refused<AnswerResult>)?.Why.Code, Find(item).State), Is.EqualTo(("REFUSAL_UNDONE", InboxState.Arrived)));
    }

    [Test]
    public async Task a_refusal_that_was_sent_cannot_be_undone()
    {
        var item = await _stage.DeliverAsync("V/v đã gửi lời từ chối");
        await RefuseAsync(item);
        Assert.That(await Answers.AnswerAsync(item.Id, new AnswerStatus { Code = "02", ReasonCode = "TRUNG" }, _stage.Upper.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());

        var undone = await Hold.UndoAsync(item.Id, _stage.Upper.Clerk, CancellationToken.None);

        Assert.That((undone as Refused<bool>)?.Why.Code, Is.EqualTo("REFUSAL_LEFT"));
    }

    [Test]
    public async Task undoing_what_nobody_holds_any_more_does_not_say_that_it_was_sent()
    {
        var item = await _stage.DeliverAsync("V/v hoàn tác hai lần");
        await RefuseAsync(item);
        Assert.That(await Hold.UndoAsync(item.Id, _stage.Upper.Clerk, CancellationToken.None), Is.InstanceOf<Done<bool>>());

        var again = await Hold.UndoAsync(item.Id, _stage.Upper.Clerk, CancellationToken.None);

        Assert.That((again as Refused<bool>)?.Why.Code, Is.EqualTo("REFUSAL_NOT_HELD"));
    }

    [Test]
    public async Task a_refusal_does_not_leave_in_the_name_of_somebody_who_was_shut_out_meanwhile()
    {
        var clerk = await NewAsync("bi.dong", "clerk");
        var item = await _stage.DeliverAsync("V/v người từ chối đã nghỉ");
        await RefuseAsync(item, (await WhoAsync(clerk)).Actor);
        await _stage.Upper.Get<UserAccounts>().SetDisabledAsync(clerk.Name, disabled: true, "test", CancellationToken.None);

        var flags = await Eventually.GetAsync(() => Find(item).Flags, static f => f.Count > 0, "a mark on the document");

        Assert.That((flags, Find(item).State), Is.EqualTo((new[] { HoldRefusals.LapsedFlag + "RIGHTS_ENDED" }, InboxState.Arrived)));
    }

    [Test]
    public async Task a_refusal_made_as_a_stand_in_ends_with_the_arrangement()
    {
        var absent = await NewAsync("vang.mat", "leader");
        var substitute = await NewAsync("dung.thay", "clerk");
        var item = await _stage.DeliverAsync("V/v hết uỷ quyền");
        var now = TimeProvider.System.GetUtcNow();
        var lender = await WhoAsync(absent);
        var lent = (Done<StandInRow>)await _stage.Upper.Get<StandIns>().LendAsync(lender, absent.Password, substitute.Name, Role.Leader, now, now.AddDays(1), "đi họp", CancellationToken.None);
        var stand = await WhoAsync(substitute);
        var acting = new Actor($"{stand.User.Id}+{lent.Value.Id}", Role.Leader, stand.Actor.Agencies) { Kind = "user" };
        await RefuseAsync(item, acting);
        await _stage.Upper.Get<StandIns>().EndAsync(lender, lent.Value.Id, CancellationToken.None);

        var flags = await Eventually.GetAsync(() => Find(item).Flags, static f => f.Count > 0, "a mark on the document");

        Assert.That((flags, Find(item).State), Is.EqualTo((new[] { HoldRefusals.LapsedFlag + "RIGHTS_ENDED" }, InboxState.Arrived)));
    }

    [Test]
    public async Task a_refusal_made_as_a_stand_in_leaves_while_the_arrangement_holds()
    {
        var absent = await NewAsync("di.cong.tac", "leader");
        var substitute = await NewAsync("o.nha", "clerk");
        var item = await _stage.DeliverAsync("V/v còn uỷ quyền");
        var now = TimeProvider.System.GetUtcNow();
        var lent = (Done<StandInRow>)await _stage.Upper.Get<StandIns>().LendAsync(await WhoAsync(absent), absent.Password, substitute.Name, Role.Leader, now, now.AddDays(1), "đi họp", CancellationToken.None);
        var stand = await WhoAsync(substitute);
        await RefuseAsync(item, new Actor($"{stand.User.Id}+{lent.Value.Id}", Role.Leader, stand.Actor.Agencies) { Kind = "user" });

        Assert.That(await Eventually.GetAsync(() => Find(item).State, static s => s != InboxState.Arrived, "the refusal sent"), Is.EqualTo(InboxState.Refused));
    }

    [Test]
    public async Task one_refusal_that_breaks_and_one_without_a_key_hold_up_no_other()
    {
        var broken = await _stage.DeliverAsync("V/v hỏng bất ngờ");
        var keyless = await _stage.DeliverAsync("V/v khóa không ở đây");
        var sound = await _stage.DeliverAsync("V/v từ chối bình thường");
        _breaks.Add(broken.Id);
        _keyless.Add(keyless.Id);
        foreach (var item in new[] { broken, keyless, sound })
        {
            await RefuseAsync(item);
        }

        await Eventually.GetAsync(() => Find(sound).State, static s => s == InboxState.Refused, "the third one refused");

        Assert.That(_stage.Upper.Store.Read(s => (s.HeldRefusals.Find(broken.Id) is not null, s.HeldRefusals.Find(keyless.Id) is not null, s.HeldRefusals.Find(sound.Id) is not null)), Is.EqualTo((true, true, false)));
    }

    private async Task RefuseAsync(InboxItem item, Actor? actor = null) => Assert.That(
        await Hold.RefuseAsync(item.Id, new AnswerStatus { Code = "02", ReasonCode = "SAI_THE_THUC" }, actor ?? _stage.Upper.Clerk, CancellationToken.None), Is.InstanceOf<Done<DateTimeOffset?>>());

    private async Task<Person> NewAsync(string name, string role)
    {
        var person = new Person(name, "câu mở cửa đủ dài", Upper: true);
        await _stage.AddAsync(person, "Người thử", new UserGrantView(role, [ConsoleStage.ProvinceAgency]));
        return person;
    }

    private async Task<SignedIn> WhoAsync(Person person)
    {
        var sessions = _stage.Upper.Get<UserSessions>();
        var cookie = await _stage.Upper.Store.WriteAsync(s => sessions.Open(s, s.Users.FindByName(person.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        return (await sessions.FindAsync(cookie, CancellationToken.None))!;
    }

    private InboxItem Find(InboxItem item) => _stage.Upper.Store.Read(s => s.Inbox.Find(item.Id))!;

    private sealed class Faulty(IStatusAnswers inner, HashSet<Guid> breaks, HashSet<Guid> keyless) : IStatusAnswers
    {
        public Task<Outcome<AnswerResult>> AnswerAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken) => inner.AnswerAsync(item, answer, actor, cancellationToken);

        public Refusal? Check(Guid item, AnswerStatus answer, Actor actor) => inner.Check(item, answer, actor);

        public Task<Outcome<AnswerResult>> AnswerHeldAsync(HeldRefusal held, CancellationToken cancellationToken) =>
            breaks.Contains(held.Item) ? throw new InvalidOperationException("broken on purpose")
            : keyless.Contains(held.Item) ? Task.FromResult<Outcome<AnswerResult>>(new Refusal(RefusalKind.Unavailable, "TOKEN_AWAY", "Không thấy token.", "The token is away."))
            : inner.AnswerHeldAsync(held, cancellationToken);

        public Task<Outcome<AnswerResult>> ReportAsync(Guid item, ReportAnomaly report, Actor actor, CancellationToken cancellationToken) => inner.ReportAsync(item, report, actor, cancellationToken);
    }
}
