using Axis.Node.Console.Text;
using Axis.Node.Options;
using Axis.Node.Users;
using Microsoft.AspNetCore.Components;

namespace Axis.Node.Console.Layout;

/// <summary>The frame around pages of people who are signed in.</summary>
public abstract class FrameBase : ConsoleComponent
{
    /// <summary>The page.</summary>
    [Parameter]
    public RenderFragment? Body { get; set; }

    [Inject]
    private protected NodeOptions Node { get; set; } = null!;

    private protected string ActingText(ActingChoice choice)
    {
        var role = Words.Role(Tongue, Api.Roles.Name(choice.Grant.Role));
        return choice.Absent is { } absent ? T($"{role}, thay {absent}", $"{role}, for {absent}") : role;
    }

    private protected string ScopeText(ActingChoice choice) =>
        choice.Grant.Agencies.Count == 0 ? T("Toàn bộ nút này", "The whole node") : string.Join(" · ", choice.Grant.Agencies);
}
