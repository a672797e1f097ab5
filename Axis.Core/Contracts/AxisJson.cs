using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Axis.Core.Contracts;

/// <summary>JSON of the REST API, both sides: camel case, nothing for <c>null</c>, source-generated.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(SubmitDocument))]
[JsonSerializable(typeof(SubmitAnswer))]
[JsonSerializable(typeof(PrepareAnswer))]
[JsonSerializable(typeof(CommitSubmission))]
[JsonSerializable(typeof(PreparedView))]
[JsonSerializable(typeof(IReadOnlyList<PreparedView>))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(OutboxDetail))]
[JsonSerializable(typeof(Page<OutboxItemView>))]
[JsonSerializable(typeof(TrackingView))]
[JsonSerializable(typeof(Page<TrackingLine>))]
[JsonSerializable(typeof(FollowUpView))]
[JsonSerializable(typeof(RemindReceivers))]
[JsonSerializable(typeof(IReadOnlyList<RemindedView>))]
[JsonSerializable(typeof(Page<AmbiguousStatusView>))]
[JsonSerializable(typeof(SettleAmbiguous))]
[JsonSerializable(typeof(SettledStatus))]
[JsonSerializable(typeof(InboxDetail))]
[JsonSerializable(typeof(Page<InboxItemView>))]
[JsonSerializable(typeof(LegalValueView))]
[JsonSerializable(typeof(AnswerStatus))]
[JsonSerializable(typeof(AnswerResult))]
[JsonSerializable(typeof(ReportAnomaly))]
[JsonSerializable(typeof(IReadOnlyList<Warning>))]
[JsonSerializable(typeof(RequestRecall))]
[JsonSerializable(typeof(TakeBackAnswer))]
[JsonSerializable(typeof(AnswerChange))]
[JsonSerializable(typeof(ChangeAnswerResult))]
[JsonSerializable(typeof(DeadlineView))]
[JsonSerializable(typeof(IReadOnlyList<DeadlineView>))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetterGroup>))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(ReplayResult))]
[JsonSerializable(typeof(Page<QuarantineView>))]
[JsonSerializable(typeof(IReadOnlyList<SectionView>))]
[JsonSerializable(typeof(Page<AgencyView>))]
[JsonSerializable(typeof(AgencyResolution))]
[JsonSerializable(typeof(IReadOnlyList<PendingWork>))]
[JsonSerializable(typeof(IReadOnlyList<NodeView>))]
[JsonSerializable(typeof(ReformPlanView))]
[JsonSerializable(typeof(IReadOnlyList<LinkView>))]
[JsonSerializable(typeof(LinkTestResult))]
[JsonSerializable(typeof(SentComparison))]
[JsonSerializable(typeof(IReadOnlyList<VxpLinkItem>))]
[JsonSerializable(typeof(RetryVxpItems))]
[JsonSerializable(typeof(RetriedVxpItems))]
[JsonSerializable(typeof(PinLink))]
[JsonSerializable(typeof(ReceiptView))]
[JsonSerializable(typeof(IReadOnlyList<ReceiptView>))]
[JsonSerializable(typeof(NodeStatus))]
[JsonSerializable(typeof(IReadOnlyList<TokenView>))]
[JsonSerializable(typeof(IssueToken))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(IReadOnlyList<VxpSystemView>))]
[JsonSerializable(typeof(AddVxpSystem))]
[JsonSerializable(typeof(VxpAgency))]
[JsonSerializable(typeof(VxpSystemSecret))]
[JsonSerializable(typeof(Page<JournalLineView>))]
[JsonSerializable(typeof(JournalVerification))]
[JsonSerializable(typeof(IReadOnlyList<RegisterBookView>))]
[JsonSerializable(typeof(Page<RegisterLineView>))]
[JsonSerializable(typeof(RegisterLineDetail))]
[JsonSerializable(typeof(EnterPaper))]
[JsonSerializable(typeof(CorrectLine))]
[JsonSerializable(typeof(EnteredLine))]
[JsonSerializable(typeof(CloseRegisters))]
[JsonSerializable(typeof(RegisterClosingView))]
[JsonSerializable(typeof(RegisterChoices))]
[JsonSerializable(typeof(Page<SecrecyHoldView>))]
[JsonSerializable(typeof(SecrecyHoldView))]
[JsonSerializable(typeof(DecideSecrecy))]
[JsonSerializable(typeof(RecordFileView))]
[JsonSerializable(typeof(IReadOnlyList<RecordFileView>))]
[JsonSerializable(typeof(OpenRecordFile))]
[JsonSerializable(typeof(MoveRecordFile))]
[JsonSerializable(typeof(RetentionPeriods))]
[JsonSerializable(typeof(IReadOnlyList<IsolationView>))]
[JsonSerializable(typeof(IsolateDocument))]
[JsonSerializable(typeof(DecideIsolation))]
[JsonSerializable(typeof(IsolationAnswer))]
[JsonSerializable(typeof(ExchangeReport))]
[JsonSerializable(typeof(PeriodReport))]
[JsonSerializable(typeof(IReadOnlyList<PeriodReportLine>))]
[JsonSerializable(typeof(IReadOnlyList<ReportMailView>))]
[JsonSerializable(typeof(IReadOnlyList<MailTestResult>))]
[JsonSerializable(typeof(IReadOnlyList<EventTargetView>))]
[JsonSerializable(typeof(EventTestResult))]
[JsonSerializable(typeof(ReplayEvents))]
[JsonSerializable(typeof(ReplayedEvents))]
[JsonSerializable(typeof(DropAnswer))]
[JsonSerializable(typeof(DropNote))]
[JsonSerializable(typeof(DropStatus))]
[JsonSerializable(typeof(DropRefusal))]
[JsonSerializable(typeof(IReadOnlyList<DropFolderView>))]
[JsonSerializable(typeof(RetryDrop))]
[JsonSerializable(typeof(RetriedDrops))]
[JsonSerializable(typeof(RetentionPlan))]
[JsonSerializable(typeof(RetentionResult))]
[JsonSerializable(typeof(IReadOnlyList<UserView>))]
[JsonSerializable(typeof(AddUser))]
[JsonSerializable(typeof(ChangeUser))]
[JsonSerializable(typeof(ResetUser))]
[JsonSerializable(typeof(UserPassword))]
[JsonSerializable(typeof(Page<SearchHit>))]
[JsonSerializable(typeof(Page<FoundDocument>))]
public sealed partial class AxisJson : JsonSerializerContext
{
    /// <summary>The context with Vietnamese letters written as themselves; what HTML treats specially stays escaped.</summary>
    public static AxisJson Web => Faces.Web;

    /// <summary>As <see cref="Web"/>, indented for people.</summary>
    public static AxisJson Pretty => Faces.Pretty;

    /// <summary>As <see cref="Web"/> for reading answers: a nullable value that is left out is simply not there, since the API writes nothing for <c>null</c>.</summary>
    public static AxisJson Client => Faces.Client;

    // Nested, so that the generated static fields of the context are there before these are made from them.
    private static class Faces
    {
        public static readonly AxisJson Web = new(Options(indented: false));
        public static readonly AxisJson Pretty = new(Options(indented: true));
        public static readonly AxisJson Client = new(Options(indented: false, lenient: true));

        private static JsonSerializerOptions Options(bool indented, bool lenient = false) => new(((JsonSerializerContext)Default).Options)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            WriteIndented = indented,
            RespectRequiredConstructorParameters = !lenient && Default.Options.RespectRequiredConstructorParameters,
        };
    }
}
