using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Axis.Core.Contracts;
using Axis.Node.Api.Endpoints;
using Axis.Node.Audit;
using Axis.Node.Directories;
using Axis.Node.Drop;
using Axis.Node.Events;
using Axis.Node.Following;
using Axis.Node.Keys;
using Axis.Node.Registers;
using Axis.Node.Reports;
using Axis.Node.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Api;

/// <summary>The REST API as a whole: its services and its addresses.</summary>
public static class ApiRoutes
{
    /// <summary>Where the API lives.</summary>
    public const string Prefix = "/api/v1";

    /// <summary>Adds what the API needs besides the store, the directory and the services of the journey.</summary>
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<AccessLog>().AddSingleton<ActorNames>();
        services.AddSingleton<UploadSlots>();
        services.AddSingleton<SubmissionReader>();
        services.AddSingleton<PacketContent>();
        services.AddSingleton<AttachmentReader>();
        services.AddSingleton<AgencySearch>().AddSingleton<AgencyResolver>().AddSingleton<PendingOfAgencies>().AddSingleton<PlanReform>();
        services.AddSingleton<JournalCheck>();
        services.AddSingleton<ScheduleReport>();
        services.AddSingleton(static p => new CertificateCalendar(() => p.GetRequiredService<NodeDirectory>().Current(), p.GetRequiredService<NodeDirectory>().Self, p.GetRequiredService<Options.LinkOptions>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StatusReport>();
        services.AddSingleton<MetricsText>();
        services.AddSingleton<TokenIssuer>();
        services.AddUsers();
        services.AddAudit();
        services.AddRegisters();
        services.AddReports();
        services.AddFollowing();
        services.AddEvents();
        services.AddDrop();
        services.Configure<JsonOptions>(static o =>
        {
            var options = o.SerializerOptions;
            options.TypeInfoResolverChain.Insert(0, AxisJson.Web);
            options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.RespectNullableAnnotations = true;
            options.AllowDuplicateProperties = false;
            options.NumberHandling = JsonNumberHandling.Strict;
            options.PropertyNameCaseInsensitive = false;
            options.MaxDepth = 16;
        });
        services.Configure<RouteHandlerOptions>(static o => o.ThrowOnBadRequest = true);
        // Only the core: the whole would keep a key ring for cookies in the home folder of whoever runs the node.
        services.AddAuthenticationCore(static o =>
        {
            o.DefaultScheme = BearerHandler.SchemeName;
            o.AddScheme<BearerHandler>(BearerHandler.SchemeName, null);
        });
        services.AddTransient<BearerHandler>();
        services.AddSingleton(UrlEncoder.Default);
        services.AddAuthorization(Policies.Configure);
        services.AddSingleton(p => new OpenApiPage(p, services));
    }

    /// <summary>Maps every address of the API listener.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var api = routes.MapGroup(Prefix);
        // Uploads and downloads take as long as they take; the server's own rates cut the dead ones.
        var streams = api.MapGroup("").WithMetadata(new DisableRequestTimeoutAttribute());
        SubmitEndpoints.Map(streams);
        InboxEndpoints.Map(streams);
        ReceiptEndpoints.Map(streams);
        EvidenceEndpoints.Map(streams);
        RegisterEndpoints.Map(streams);
        SecrecyEndpoints.Map(api);
        SearchEndpoints.Map(api);
        ReportEndpoints.Map(api);
        RetentionEndpoints.Map(streams);
        ArchiveEndpoints.Map(api);
        OutboxEndpoints.Map(api);
        FollowUpEndpoints.Map(api);
        AmbiguousEndpoints.Map(api);
        ChangeEndpoints.Map(api);
        QueueEndpoints.Map(api);
        DirectoryEndpoints.Map(api);
        NeighbourEndpoints.Map(api);
        LinkItemEndpoints.Map(api);
        EventEndpoints.Map(api);
        DropEndpoints.Map(api);
        JournalEndpoints.Map(api);
        TokenEndpoints.Map(api);
        UserEndpoints.Map(api);
        VxpEndpoints.Map(api);
        StatusEndpoints.MapApi(api);
        StatusEndpoints.MapRoot(routes);
        OpenApiPage.Map(routes);
    }
}
