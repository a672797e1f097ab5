using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>The cookie of a session: for this host alone, over secure transport (browsers count the own machine as such), out of reach of scripts and of other sites.</summary>
internal static class SessionCookie
{
    private const string Name = "__Host-axis";
    private const int MaxLength = 100;

    public static Refusal Over { get; } = new(RefusalKind.Unauthenticated, "SESSION_OVER", "Phiên làm việc đã kết thúc; hãy đăng nhập lại.", "Your session is over; sign in again.");

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= MaxLength } secret ? secret : null;

    public static void Write(HttpResponse response, string secret) => response.Cookies.Append(Name, secret, Options());

    public static void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() => new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
}
