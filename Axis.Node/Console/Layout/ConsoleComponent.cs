using Axis.Node.Console.Hosting;
using Axis.Node.Console.Text;
using Axis.Node.Users;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Layout;

/// <summary>What every page and part of the console stands on: the request, who is signed in, and the two languages.</summary>
public abstract class ConsoleComponent : ComponentBase
{
    private Tongue? _tongue;

    /// <summary>The request that is answered.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>Language and brightness.</summary>
    protected Tongue Tongue => _tongue ??= Tongue.Of(Http);

    /// <summary>Who is signed in.</summary>
    private protected SignedIn? Who => Http.Features.Get<SignedIn>();

    /// <summary>The same, where the page's policy has let nobody else pass.</summary>
    private protected Actor Actor => Api.Caller.Actor(Http);

    /// <summary>Ends with the request.</summary>
    protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The text in the language wanted.</summary>
    protected string T(string vietnamese, string english) => Tongue.Say(vietnamese, english);

    /// <summary>Where a page of a list begins, as the pager wrote it; <c>null</c> is the first one.</summary>
    /// <exception cref="RefusedException">The pager never wrote that.</exception>
    protected static Guid? PageKey(string? after) => after is null ? null : Guid.TryParse(after, out var key) ? key : throw new RefusedException(ConsoleRefusals.NoPage);

    /// <summary>For people: <c>21/11/2026 09:14</c>, Vietnam time.</summary>
    protected static string At(DateTimeOffset? instant) => Core.Rules.VietnamTime.Full(instant);

    /// <summary>For people: <c>21/11/2026</c>.</summary>
    protected static string Day(DateOnly? date) => date is { } day ? Core.Rules.VietnamTime.Day(day) : "–";
}
