using System.Text.Encodings.Web;
using Axis.Node.Api;
using Axis.Node.Audit;
using Axis.Node.Changes;
using Axis.Node.Console.Pages.Compose;
using Axis.Node.Console.Uploads;
using Axis.Node.Directories;
using Axis.Node.Evidence;
using Axis.Node.Following;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Registers;
using Axis.Node.Reports;
using Axis.Node.Searching;
using Axis.Node.Storage;
using Axis.Node.Users;
using Axis.Node.Vxp.Systems;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Console.Hosting;

/// <summary>What the console uses of the node: the same single objects that the API uses.</summary>
internal static class NodeServices
{
    /// <summary>Hands them in as they are, so that ending the console ends none of them.</summary>
    public static void HandIn(IServiceCollection services, IServiceProvider node)
    {
        services.AddSingleton(UrlEncoder.Default);
        Give<TimeProvider>();
        Give<NodePaths>();
        Give<NodeOptions>();
        Give<ConsoleOptions>();
        Give<LimitOptions>();
        Give<IStore>();
        Give<IPacketFiles>();
        Give<NodeDirectory>();
        Give<AccessLog>();
        Give<PacketContent>();
        Give<AttachmentReader>();
        Give<AgencySearch>();
        Give<AgencyResolver>();
        Give<PlanReform>();
        Give<UploadStage>();
        Give<UploadSlots>();
        Give<ISubmission>();
        Give<JudgeSignature>();
        Give<WaitingDrafts>();
        Give<ActorNames>();
        Give<Outgoing.Compose>();
        Give<CheckErrorKind>();
        Give<Validate>();
        Give<IStatusAnswers>();
        Give<HoldRefusals>();
        Give<IChangeAnswers>();
        Give<IRecallDocuments>();
        Give<ReadRegister>();
        Give<RegisterPdf>();
        Give<EnterLine>();
        Give<StatusReport>();
        Give<IQueue>();
        Give<FollowUp>();
        Give<RemindLate>();
        Give<ILinkTester>();
        Give<Axis.Node.Options.LinkOptions>();
        Give<DocumentSearch>();
        Give<DeskSearch>();
        Give<UploadVerification>();
        Give<ReceiptCheck>();
        Give<ExportEvidence>();
        Give<MakeReport>();
        Give<VxpSystems>();
        Give<DeadlineOptions>();
        Give<DeliveryOptions>();
        Give<JournalOptions>();
        Give<RetentionOptions>();
        Give<ReportOptions>();
        Give<ScheduleOptions>();
        Give<ConsoleSecrets>();
        Give<UserAccounts>();
        Give<UserSessions>();
        Give<SignIn>();
        Give<KnownBrowsers>();
        Give<OwnAccount>();
        Give<StandIns>();

        services.AddSingleton<UploadFolder>().AddSingleton<KeyedTurns>().AddSingleton<CheckDraft>().AddSingleton<RecipientSearch>();

        void Give<T>()
            where T : class => services.AddSingleton(node.GetRequiredService<T>());
    }
}
