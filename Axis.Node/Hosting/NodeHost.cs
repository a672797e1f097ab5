using Axis.Node.Api;
using Axis.Node.Backups;
using Axis.Node.Console.Hosting;
using Axis.Node.Console.Uploads;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Vxp.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Axis.Node.Hosting;

/// <summary>Puts a node together from its data folder and runs it.</summary>
public static class NodeHost
{
    private const int Refused = 1;
    private const int Usage = 2;

    /// <summary>What the ready line on standard output begins with; addresses follow.</summary>
    public const string ReadyWord = "READY";

    /// <summary>Builds the application; nothing listens yet.</summary>
    /// <param name="dataDirectory">The data folder.</param>
    /// <param name="args">Overrides, <c>--Section:Key=value</c>.</param>
    /// <param name="parts">What the node is made of besides the API.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    /// <exception cref="NodeStartException">Something else stands in the way.</exception>
    public static WebApplication Build(string dataDirectory, string[] args, NodeParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var paths = new NodePaths(Path.GetFullPath(dataDirectory));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(NodeHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,

            // No file is watched: settings are read at the start, and watches are few on a machine that others use too.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        SettingsFile.AddTo(builder.Configuration, paths.Data, args);
        var settings = NodeSettings.Read(builder.Configuration);
        AddLogging(builder.Logging);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, settings, paths, parts));

        var services = builder.Services;
        services.AddSingleton(static p => DataLock.Take(p.GetRequiredService<NodePaths>()));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(paths);
        settings.AddTo(services);
        services.Configure<HostOptions>(static o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.AddRequestTimeouts(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(settings.Limits.RequestSeconds) });
        services.AddSingleton(static p => new UploadStage(p.GetRequiredService<NodePaths>().Uploads, p.GetRequiredService<LimitOptions>(), p.GetRequiredService<IPacketFiles>(), p.GetRequiredService<ILogger<UploadStage>>()));
        services.AddSingleton<SweepUploads>();
        ApiRoutes.AddServices(services);
        parts.Services(services, paths, settings);

        var app = builder.Build();
        try
        {
            // Made now rather than at the first request. The lock comes first, so that it is given back last, after the store is closed.
            _ = app.Services.GetRequiredService<DataLock>();
            RestoreBackup.DemandWhole(paths);
            _ = app.Services.GetRequiredService<UploadStage>();
            _ = app.Services.GetRequiredService<SweepUploads>().Run();
            _ = app.Services.GetRequiredService<MetricsText>();
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }

        app.UseMiddleware<ProblemMiddleware>();
        if (settings.Console.Enabled)
        {
            app.UseMiddleware<ConsoleGate>();
        }

        app.UseRouting();
        app.UseMiddleware<ListenerFaceMiddleware>();
        if (settings.Vxp.Enabled)
        {
            app.UseMiddleware<HeaderSizeMiddleware>(settings.Vxp);
        }

        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseAuthorization();
        ApiRoutes.Map(app);
        if (settings.Vxp.Enabled)
        {
            VxpFace.Map(app, settings.Vxp);
        }

        if (parts.LinkRoutes is { } link)
        {
            link(app.MapGroup("").WithMetadata(ListenerFace.Link, new DisableRequestTimeoutAttribute()).RequireAuthorization(Policies.Link).WithMetadata(new ExcludeFromDescriptionAttribute()));
        }

        return app;
    }

    /// <summary>Builds and runs a node until it is told to stop; says so on standard output when it is ready.</summary>
    /// <returns>0 after a stop that was asked for, 1 when it could not start, 2 when a setting is wrong.</returns>
    public static async Task<int> RunAsync(string dataDirectory, string[] args, NodeParts parts, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        NativeHeap.ReturnLargeBlocks();
        try
        {
            var app = Build(dataDirectory, args, parts);
            await using (app.ConfigureAwait(false))
            {
                var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Axis.Node");
                var node = app.Services.GetRequiredService<NodeOptions>().Id;
                foreach (var address in app.Services.GetRequiredService<ListenerOptions>().ApiAddresses.Where(static a => !Listeners.IsUsable(a)))
                {
                    Log.NoIpv6(logger, address.ToString());
                }

                await app.StartAsync(cancellationToken).ConfigureAwait(false);
                var addresses = string.Join(' ', Addresses(app));
                Log.Ready(logger, node, (long)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, addresses);
                await System.Console.Out.WriteLineAsync($"{ReadyWord} {node} {addresses}").ConfigureAwait(false);
                app.Lifetime.ApplicationStopping.Register(() => Log.Stopping(logger, node));
                ProgramPages.GiveBack();
                await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }
        catch (SettingsException e)
        {
            await RefuseAsync("SETTINGS", e.Message, "Sửa mục đã nêu trong appsettings.json của thư mục dữ liệu rồi chạy lại.").ConfigureAwait(false);
            return Usage;
        }
        catch (Exception e) when (e is NodeStartException or StoreUnavailableException or Axis.Signing.Keys.KeyFileException)
        {
            await RefuseAsync(e is NodeStartException start ? start.Code : e is Axis.Signing.Keys.KeyFileException key ? key.Code : "STORE_UNAVAILABLE", e.Message, (e as NodeStartException)?.Action).ConfigureAwait(false);
            return Refused;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await RefuseAsync("ADDRESS_IN_USE", $"Địa chỉ đã có chương trình khác dùng: {e.Message}", "Dừng chương trình đó, hoặc đổi Listen:Api, Listen:Link.").ConfigureAwait(false);
            return Refused;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    // As every other command says it: code, sentence, what to do.
    private static async Task RefuseAsync(string code, string sentence, string? action)
    {
        await System.Console.Error.WriteLineAsync($"Lỗi [{code}]: {sentence}").ConfigureAwait(false);
        if (action is not null)
        {
            await System.Console.Error.WriteLineAsync("Cần làm: " + action).ConfigureAwait(false);
        }
    }

    /// <summary>The addresses that a started application listens on.</summary>
    public static IReadOnlyList<string> Addresses(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
    }

    // Structured lines for machines, short ones for a terminal; always on standard error, so that standard output holds the ready line alone.
    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // Failed requests are logged once, by the problem middleware.
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        logging.AddJsonConsole(static o =>
        {
            o.UseUtcTimestamp = true;
            o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        logging.AddSimpleConsole(static o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.PostConfigure<ConsoleLoggerOptions>(static o =>
        {
            o.LogToStandardErrorThreshold = LogLevel.Trace;
            o.FormatterName = System.Console.IsErrorRedirected ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        });
    }
}
