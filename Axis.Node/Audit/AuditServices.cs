using Axis.Node.Searching;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Audit;

/// <summary>Registers what auditors use.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<DocumentSearch>().AddSingleton<DeskSearch>().AddSingleton<UploadVerification>().AddSingleton<ReceiptCheck>();
}
