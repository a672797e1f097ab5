using Axis.Node.Api;
using Axis.Node.Hosting;
using Axis.Node.Mail;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Reports;

/// <summary>Registers reports and their mailing.</summary>
public static class ReportServices
{
    /// <summary>Adds them. The host brings the store, the directory and the options.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<MakeReport>()
        .AddSingleton<LateWork>()
        .AddSingleton<KeepReports>()
        .AddSingleton(static p => new Lazy<MailReports>(() => Mails(p)))
        .AddSingleton<IFindingSource, ReportFindings>()
        .AddSingleton<IDailyReport, DailyReport>();

    private static MailReports Mails(IServiceProvider p)
    {
        var (options, node, time) = (p.GetRequiredService<MailOptions>(), p.GetRequiredService<NodeOptions>(), p.GetRequiredService<TimeProvider>());
        var submission = new SmtpSubmission(options, p.GetRequiredService<NodePaths>().Data, node.Name, time);
        return new MailReports(submission, p.GetRequiredService<IStore>(), options, node, time, p.GetRequiredService<ILogger<MailReports>>());
    }
}
