using System.Diagnostics.CodeAnalysis;

namespace Axis.Node.Api;

/// <summary>Roles as tokens and JSON write them.</summary>
public static class Roles
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    /// <summary>Lower-case name.</summary>
    public static string Name(Role role) => role switch
    {
        Role.Clerk => "clerk",
        Role.Leader => "leader",
        Role.Operator => "operator",
        Role.Auditor => "auditor",
        Role.Security => "security",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>The role as people call it, with its code: <c>văn thư (clerk)</c>.</summary>
    public static string Title(Role role) => role switch
    {
        Role.Clerk => "văn thư (clerk)",
        Role.Leader => "lãnh đạo (leader)",
        Role.Operator => "vận hành (operator)",
        Role.Auditor => "kiểm tra (auditor)",
        Role.Security => "phụ trách bảo mật (security)",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>Reads a name; exact spelling.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Role role)
    {
        role = text switch
        {
            "clerk" => Role.Clerk,
            "leader" => Role.Leader,
            "operator" => Role.Operator,
            "auditor" => Role.Auditor,
            "security" => Role.Security,
            _ => default,
        };
        return role != default;
    }
}
