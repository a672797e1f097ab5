using System.Text.Encodings.Web;
using Axis.Node.Api;
using Axis.Node.Changes;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Registers;
using Axis.Node.Storage;
using Axis.Node.Users;
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
        Give<UploadStage>();
        Give<UploadSlots>();
        Give<ISubmission>();
        Give<IStatusAnswers>();
        Give<IChangeAnswers>();
        Give<IRecallDocuments>();
        Give<ReadRegister>();
        Give<RegisterPdf>();
        Give<EnterLine>();
        Give<StatusReport>();
        Give<ConsoleSecrets>();
        Give<UserAccounts>();
        Give<UserSessions>();
        Give<SignIn>();
        Give<OwnAccount>();
        Give<StandIns>();

        void Give<T>()
            where T : class => services.AddSingleton(node.GetRequiredService<T>());
    }
}
