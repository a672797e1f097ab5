using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules.Assignments;
using Axis.Node.Drop;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Drop;

/// <summary>When a dropped assignment is a repeat of the one before, over a real database.</summary>
public sealed class AnswerDroppedTests() : StoreContract(new SqliteEngine())
{
    [Test]
    public async Task another_leading_unit_is_another_assignment() =>
        Assert.That(await AssignAgainAsync(new StaffFields(Department: "Phòng Tài chính")), Is.EqualTo(new[] { "Phòng Tài chính" }));

    [Test]
    public async Task the_same_leading_unit_is_assigned_once() =>
        Assert.That(await AssignAgainAsync(new StaffFields(Department: " Phòng Tổng hợp ")), Is.Empty);

    private async Task<List<string?>> AssignAgainAsync(StaffFields staff)
    {
        var item = Item(Hash("den"), "den", state: InboxState.Assigned);
        await Write(s =>
        {
            var document = AddPacket(s, "den");
            s.Inbox.Add(item);
            s.Packets.Add(
                Packet("04", Recipient, kind: PacketKind.Status) with { DocumentId = document.DocumentId, Facts = new PacketFacts { StatusCode = "04", Description = "Đã phân công" } },
                "04"u8.ToArray());
            s.Assignments.Add(new AssignmentRow(item.Id, 1, Now, "thẻ", new Assignment(new Assignee("Phòng Tổng hợp", null), [], null, null)));
        });
        var answers = new Answers();
        await new AnswerDropped(answers, Store).RunAsync(
            new DropFolder(new DropFolderOptions { Agency = Recipient.Value, Folder = "drop" }, Folder), new DropAnswer { InboxItem = item.Id, Code = "04", Staff = staff }, CancellationToken.None);
        return answers.Given;
    }

    private sealed class Answers : IStatusAnswers
    {
        public List<string?> Given { get; } = [];

        public Task<Outcome<AnswerResult>> AnswerAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken)
        {
            Given.Add(answer.Staff?.Department);
            return Task.FromResult<Outcome<AnswerResult>>(new Done<AnswerResult>(new AnswerResult(item, answer.Code, "", "", null, [])));
        }

        public Refusal? Check(Guid item, AnswerStatus answer, Actor actor) => throw new NotSupportedException();

        public Task<Outcome<AnswerResult>> AnswerHeldAsync(HeldRefusal held, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Outcome<AnswerResult>> ReportAsync(Guid item, ReportAnomaly report, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
