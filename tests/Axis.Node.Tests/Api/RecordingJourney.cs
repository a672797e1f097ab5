using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Changes;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Api;

/// <summary>Stands where the journey stands and remembers what the API handed to it.</summary>
internal sealed class RecordingJourney : ISubmission, IStatusAnswers, IRecallDocuments, IChangeAnswers, IQueue, ILinkTester, IKeyPinning
{
    public SubmitDocument? Fields { get; private set; }

    public IReadOnlyList<StagedFile> Files { get; private set; } = [];

    public string? Key { get; private set; }

    public Func<SubmitDocument, Outcome<SubmitAnswer>> OnSubmit { get; set; } = static _ => Answer();

    public static SubmitAnswer Answer() => new()
    {
        SubmissionId = Guid.CreateVersion7(),
        Packet = new string('a', 64),
        DocumentId = "H37.12,2026/11/21,01/UBND-VP",
        Code = "01/UBND-VP",
        Recipients = [],
        Warnings = [],
        Receipt = new string('b', 64),
    };

    public Task<Outcome<SubmitAnswer>> SubmitAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        (Fields, Files, Key) = (fields, [.. files], idempotencyKey);
        return Task.FromResult(OnSubmit(fields));
    }

    public Task<Outcome<PrepareAnswer>> PrepareAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<PrepareAnswer>>(new PrepareAnswer(Guid.CreateVersion7(), "01/UBND-VP", "x", "urn:x", "", "", DateTimeOffset.UnixEpoch, []));

    public Task<Outcome<SubmitAnswer>> CommitAsync(Guid id, GivenSignature signature, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<SubmitAnswer>>(Answer());

    public Task<Outcome<FileToSign>> FetchAsync(Guid id, bool bare, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<FileToSign>>(new FileToSign("01-UBND-VP" + FileToSign.BareExtension, [1]));

    public Task<Outcome<bool>> AbandonAsync(Guid id, Actor actor, CancellationToken cancellationToken) => Task.FromResult<Outcome<bool>>(true);

    public Task<Outcome<SubmitAnswer>> SubmitPacketAsync(StagedFile packet, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        Files = [packet];
        return Task.FromResult<Outcome<SubmitAnswer>>(Answer());
    }

    public Task<Outcome<AnswerResult>> AnswerAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<AnswerResult>>(new AnswerResult(item, answer.Code, "Đã tiếp nhận", new string('c', 64), 1, []));

    public Refusal? Check(Guid item, AnswerStatus answer, Actor actor) => null;

    public Task<Outcome<AnswerResult>> AnswerHeldAsync(HeldRefusal held, CancellationToken cancellationToken) =>
        AnswerAsync(held.Item, new AnswerStatus { Code = "02" }, held.Actor, cancellationToken);

    public Task<Outcome<AnswerResult>> ReportAsync(Guid item, ReportAnomaly report, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<AnswerResult>>(new AnswerResult(item, "02", "Từ chối", new string('c', 64), null, []));

    public Task<Outcome<SubmitAnswer>> RecallAsync(Digest packet, RequestRecall request, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        Key = idempotencyKey;
        return Task.FromResult<Outcome<SubmitAnswer>>(Answer());
    }

    public Task<Outcome<TakeBackAnswer>> TakeBackAsync(Digest packet, RequestRecall request, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<TakeBackAnswer>>(new TakeBackAnswer(packet.ToString(), [], []));

    public Task<Outcome<ChangeAnswerResult>> AnswerAsync(Guid item, AnswerChange answer, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<ChangeAnswerResult>>(new ChangeAnswerResult(item, answer.Agree ? "15" : "16", new string('c', 64), []));

    public Task<Outcome<DeliveryView>> RetryAsync(Guid delivery, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<DeliveryView>>(new Refusal(RefusalKind.NotFound, "DELIVERY_UNKNOWN", "Không có lượt chuyển này.", "No such delivery."));

    public Task<Outcome<DeliveryView>> ResendAsync(Guid line, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<DeliveryView>>(new Refusal(RefusalKind.NotFound, "DELIVERY_UNKNOWN", "Không có lượt chuyển này.", "No such delivery."));

    public Task<Outcome<ReplayResult>> ReplayAsync(ReplayRequest request, Actor actor, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<ReplayResult>>(new ReplayResult(request.DryRun, []));

    public Task<Outcome<LinkTestResult>> TestAsync(NodeId neighbour, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<LinkTestResult>>(new LinkTestResult(neighbour.Value, true, [], 1, 0));

    public Task PinAsync(NodeId neighbour, Digest spki, string actor, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
