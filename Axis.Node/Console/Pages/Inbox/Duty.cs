using Axis.Core.Contracts;
using Axis.Node.Console.Text;

namespace Axis.Node.Console.Pages.Inbox;

/// <summary>One thing that waits for a clerk or leader.</summary>
/// <param name="Item">The document.</param>
/// <param name="Deadline">The duty with its deadline; <c>null</c> for a document that is held for a decision.</param>
public sealed record Duty(InboxItemView Item, DeadlineView? Deadline)
{
    /// <summary>Until when.</summary>
    public DateTimeOffset? Due => Deadline?.Due;

    /// <summary>Whether that is past.</summary>
    public bool Overdue => Deadline?.Overdue == true;

    /// <summary>What has to be done.</summary>
    public string Name(Tongue tongue)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return Deadline is { } d ? tongue.English ? DutyWords.English(d.Kind) : d.Name : tongue.Say("Xem xét và quyết định", "Look at it and decide");
    }
}
