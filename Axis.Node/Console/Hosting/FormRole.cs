using Axis.Node.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>
/// Puts into the token of every form what its reader acted as when the page was made. The role belongs to the session and may have changed since, in another tab or with
/// the end of a stand-in: what the person saw as the one is then not done, and journalled, as the other.
/// </summary>
internal sealed class FormRole : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => Acting(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) =>
        context.GetEndpoint()?.Metadata.GetMetadata<InAnyRole>() is not null || string.Equals(additionalData, Acting(context), StringComparison.Ordinal);

    private static string Acting(HttpContext context) => context.Features.Get<SignedIn>()?.Acting.Key ?? "";
}
