using Axis.Node.Console.Hosting;
using Axis.Node.Console.Parts;

namespace Axis.Node.Console.Layout;

/// <summary>The menu, in the order of a working day.</summary>
internal static class Menu
{
    private static readonly MenuEntry[] Entries =
    [
        new(ConsoleAddress.Root + "/inbox", "Hộp đến", "Inbox", Role.Clerk, Role.Leader, Role.Auditor),
        new(ConsoleAddress.Root + "/compose", "Soạn và gửi", "Compose", Role.Clerk),
        new(ConsoleAddress.Root + "/waiting", "Chờ ký", "To be signed", Role.Clerk),
        new(ConsoleAddress.Root + "/sent", "Đã gửi", "Sent", Role.Clerk, Role.Leader, Role.Auditor),
        new(ConsoleAddress.Root + "/tracking", "Theo dõi", "Tracking", Role.Clerk, Role.Leader, Role.Auditor),
        new(FindBox.Address, "Tìm văn bản", "Find", Role.Clerk, Role.Leader),
        new(ConsoleAddress.Root + "/registers", "Sổ văn bản", "Registers", Role.Clerk, Role.Leader, Role.Auditor),
        new(ConsoleAddress.Root + "/overview", "Tổng quan", "Overview", Role.Operator),
        new(ConsoleAddress.Root + "/queue", "Hàng đợi", "Queue", Role.Operator),
        new(ConsoleAddress.Root + "/users", "Người dùng", "People", Role.Operator),
        new(ConsoleAddress.Root + "/systems", "Hệ thống VXP", "VXP systems", Role.Operator),
        new(ConsoleAddress.Root + "/audit", "Tra cứu", "Search", Role.Auditor),
        new(ConsoleAddress.Root + "/verify", "Kiểm tra tệp", "Verify a file", Role.Auditor),
        new(ConsoleAddress.Root + "/reports", "Báo cáo", "Reports", Role.Clerk, Role.Leader, Role.Operator, Role.Auditor),
        new(ConsoleAddress.Root + "/directory", "Danh bạ", "Directory", Role.Clerk, Role.Leader, Role.Operator, Role.Auditor),
        new(ConsoleAddress.Root + "/settings", "Cài đặt", "Settings", Role.Operator),
    ];

    /// <summary>What the role uses.</summary>
    public static IEnumerable<MenuEntry> For(Role? role) => Entries.Where(e => role is { } r && e.Roles.Contains(r));

    /// <summary>The first page of a role.</summary>
    public static string HomeOf(Role role) => For(role).FirstOrDefault()?.Address ?? ConsoleAddress.Root + "/account";
}
