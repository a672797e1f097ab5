using System.Diagnostics;
using Axis.Node.Api;
using Axis.Node.Console.Layout;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Console.Hosting;

/// <summary>
/// The console's own pipeline beside the API's: pages as Razor components rendered on the server, sessions by cookie, anti-forgery on whatever changes something. It works
/// on the node's services and under the API's policies: there is no second way in.
/// </summary>
internal sealed class ConsolePipeline
{
    private readonly IServiceScopeFactory _scopes;
    private readonly RequestDelegate _run;

    private ConsolePipeline(IServiceProvider services, RequestDelegate run)
    {
        (_scopes, _run) = (services.GetRequiredService<IServiceScopeFactory>(), run);
        Endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints;
    }

    /// <summary>Every address of the console.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; }

    public static ConsolePipeline Build(IServiceProvider node)
    {
        var services = new ServiceCollection();
        AddFramework(services, node);
        NodeServices.HandIn(services, node);
        var provider = services.BuildServiceProvider();
        var app = new ApplicationBuilder(provider);
        app.UseMiddleware<ConsoleHeaders>();
        app.UseMiddleware<ConsoleProblems>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<FirstPassword>();
        app.UseAuthorization();
        app.UseMiddleware<FormGuard>();
        app.UseAntiforgery();
        app.UseEndpoints(static routes =>
        {
            routes.MapRazorComponents<App>().Add(OnlyRead);
            ConsoleActions.Map(routes);
        });
        return new ConsolePipeline(provider, app.Build());
    }

    public async Task RunAsync(HttpContext context)
    {
        var outer = context.RequestServices;
        var scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            context.RequestServices = scope.ServiceProvider;
            try
            {
                await _run(context).ConfigureAwait(false);
            }
            finally
            {
                context.RequestServices = outer;
            }
        }
    }

    // A page shows; what changes something has an address and a handler of its own.
    private static void OnlyRead(EndpointBuilder page)
    {
        foreach (var methods in page.Metadata.OfType<HttpMethodMetadata>().ToList())
        {
            page.Metadata.Remove(methods);
        }

        page.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }

    private static void AddFramework(IServiceCollection services, IServiceProvider node)
    {
        services.AddSingleton(node.GetRequiredService<ILoggerFactory>()).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(node.GetRequiredService<IConfiguration>());
        services.AddSingleton(node.GetRequiredService<IHostEnvironment>()).AddSingleton(node.GetRequiredService<IWebHostEnvironment>());
        services.AddSingleton(node.GetRequiredService<DiagnosticListener>()).AddSingleton<DiagnosticSource>(node.GetRequiredService<DiagnosticListener>());
        services.AddOptions();
        services.AddRouting();
        services.AddRazorComponents();
        services.AddAntiforgery(static o =>
        {
            o.Cookie.Name = "axis-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.HeaderName = FormGuard.Header;
            o.FormFieldName = FormGuard.Field;

            // The console's own headers say more.
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Replace(ServiceDescriptor.Singleton<IAntiforgeryAdditionalDataProvider, FormRole>());
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider, KeyFileProtection>());
        services.AddAuthenticationCore(static o =>
        {
            o.DefaultScheme = SessionHandler.SchemeName;
            o.AddScheme<SessionHandler>(SessionHandler.SchemeName, null);
        });
        services.AddTransient<SessionHandler>();
        services.AddAuthorization(Policies.Configure);
    }
}
