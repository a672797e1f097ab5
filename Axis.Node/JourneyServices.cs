using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Keys;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Reconciling;
using Axis.Node.Returning;
using Axis.Node.Revocations;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Node.Users;
using Axis.Node.Vxp.Link;
using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Axis.Signing.Trust;
using Axis.Signing.Xades;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node;

/// <summary>
/// Registers everything of the journey. The host brings what it stands on: <see cref="IStore"/>, <see cref="IPacketFiles"/>, <see cref="TimeProvider"/>,
/// <see cref="KeyRing"/>, <see cref="LiveDirectory"/>, <see cref="VerificationPolicy"/>, <see cref="NodeEpoch"/> and the options.
/// </summary>
public static class JourneyServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddJourney(this IServiceCollection services)
    {
        services.AddSingleton<SignerCertificates>().AddSingleton<PacketSigner>().AddSingleton<PacketVerifier>();
        services.AddSingleton<CertificateKeys>().AddSingleton(static p => new SealVerifier(p.GetRequiredService<CertificateKeys>()));
        services.AddSingleton(static _ => new CertificateChains()).AddSingleton<TrustJudge>();
        services.AddSingleton(static p => new AgencyKeys(p.GetRequiredService<KeyRing>()));
        services.AddSingleton(static p => new OwnReceipts(p.GetRequiredService<LiveDirectory>(), () => p.GetRequiredService<KeyRing>().SealCertificate));

        services.AddSingleton<BodyBudget>().AddSingleton<LinkSignals>().AddSingleton<LinkPins>().AddSingleton<IKeyPinning>(static p => p.GetRequiredService<LinkPins>()).AddSingleton<LinkHealth>().AddSingleton<JournalRefusals>().AddSingleton<StrangeKeys>();
        services.AddSingleton(static p => ActivatorUtilities.CreateInstance<LinkClients>(p, () => p.GetRequiredService<KeyRing>().Tls));
        services.AddSingleton<FetchWaiting>().AddSingleton<ILinkTester, LinkTester>();
        services.AddSingleton<TakeSection>().AddSingleton<AskNeighbour>().AddSingleton<DirectoryRefresh>().AddHostedService(static p => p.GetRequiredService<DirectoryRefresh>());
        services.AddSingleton<LinkPumps>().AddHostedService(static p => p.GetRequiredService<LinkPumps>());

        services.AddSingleton<GuardSecrecy>().AddSingleton<GuardRegister>().AddSingleton<IsolateDocuments>().AddSingleton<Api.IFindingSource, IsolationFindings>();
        services.AddSingleton<PackFiles>().AddSingleton<Compose>().AddSingleton<CheckErrorKind>().AddSingleton<MarkResent>().AddSingleton<Validate>().AddSingleton<RegisterNumber>().AddSingleton<SignDraft>().AddSingleton<SendStatus>();
        services.AddSingleton<ConsignHere>().AddSingleton<FollowStatus>().AddSingleton<BeginExchange>().AddSingleton<StoreDraft>().AddSingleton<TakeNative>().AddSingleton<ReadForeign>().AddSingleton<HandInStatus>().AddSingleton<SubmitForSystem>().AddSingleton<TwoCalls>().AddSingleton<JudgeSignature>().AddSingleton<WaitingDrafts>();
        services.AddSingleton<VoidOrphans>().AddHostedService(static p => p.GetRequiredService<VoidOrphans>());
        services.AddSingleton<Submission>().AddSingleton<ISubmission, JournalledSubmission>().AddSingleton<RecordAssignment>().AddSingleton<UserRights>().AddSingleton<IStatusAnswers, StatusAnswers>().AddSingleton<IQueue, QueueControl>();
        services.AddSingleton<RoutePacket>().AddSingleton<DispatchQueue>().AddSingleton<Deliver>().AddSingleton<KeepReceipt>();
        services.AddSingleton<ReadAttestations>().AddSingleton<ServeWaiting>();

        services.AddSingleton<Authenticate>().AddSingleton<StoreBytes>().AddSingleton<JudgeForeign>().AddSingleton<Verify>();
        services.AddSingleton<RevocationSources>().AddSingleton<RevocationClient>().AddSingleton<HeldRevocation>().AddSingleton<FetchRevocation>().AddSingleton<Revalidate>();
        services.AddSingleton<TakeHere>().AddSingleton<Forward>().AddSingleton<IssueReceipts>().AddSingleton<ReceiveDelivery>();

        services.AddSingleton<VxpLinks>().AddSingleton<VxpPolls>().AddSingleton<SendEdoc>().AddSingleton<KeepEvidence>().AddSingleton<ReceiveForeign>().AddSingleton<TakeEdoc>().AddSingleton<RetryItems>().AddSingleton<StatusOfArrival>().AddSingleton<CompareSent>().AddSingleton<VxpPumps>().AddSingleton<Api.IFindingSource, VxpLinkFindings>();

        services.AddSingleton<VerifyReceipt>().AddSingleton<TellSystem>().AddSingleton<Track>().AddSingleton<SettleStatus>().AddSingleton<Api.IFindingSource, AmbiguousFindings>().AddSingleton<PassOn>().AddSingleton<TellHome>().AddSingleton<ReturnReceipts>();
        services.AddSingleton<TellTraffic>().AddSingleton<RestoreSubmission>().AddSingleton<TakeBack>().AddSingleton<ReconcileLink>().AddSingleton<LinkGate>();
        return services;
    }
}
