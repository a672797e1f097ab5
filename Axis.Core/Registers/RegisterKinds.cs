using System.Diagnostics.CodeAnalysis;

namespace Axis.Core.Registers;

/// <summary>How commands and addresses write the registers.</summary>
public static class RegisterKinds
{
    /// <summary>All spellings.</summary>
    public static IReadOnlyList<string> Names { get; } = ["di", "den", "theo-doi"];

    /// <summary>The spelling of a register.</summary>
    public static string Name(RegisterKind kind) => Names[(int)kind];

    /// <summary>The register of a spelling.</summary>
    /// <exception cref="FormatException">There is no such register.</exception>
    public static RegisterKind Parse(string text) => TryParse(text, out var kind) ? kind : throw new FormatException($"'{text}' is no register.");

    /// <summary>Reads a spelling, exactly.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RegisterKind kind)
    {
        kind = text switch
        {
            "den" => RegisterKind.Incoming,
            "theo-doi" => RegisterKind.FollowUp,
            _ => RegisterKind.Outgoing,
        };
        return text is "di" or "den" or "theo-doi";
    }

    /// <summary>The register's title as it is printed.</summary>
    public static string Title(RegisterKind kind) => kind switch
    {
        RegisterKind.Incoming => "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
        RegisterKind.FollowUp => "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN",
        _ => "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
    };
}
