using Axis.Node.Console.Hosting;

namespace Axis.Node.Console.Layout;

/// <summary>The menu, in the order of a working day.</summary>
internal static class Menu
{
    private static readonly MenuEntry[] Entries =
    [
        new(ConsoleAddress.Root + "/inbox", "Hộp đến", "Inbox", Role.Clerk, Role.Leader, Role.Auditor),
    ];

    /// <summary>What the role uses.</summary>
    public static IEnumerable<MenuEntry> For(Role? role) => Entries.Where(e => role is { } r && e.Roles.Contains(r));

    /// <summary>The first page of a role.</summary>
    public static string HomeOf(Role role) => For(role).FirstOrDefault()?.Address ?? ConsoleAddress.Root + "/account";
}
