using Axis.Node.Users;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>The cookie that tells a browser in which somebody signed in before from a stranger's. It lets nobody in; it stays when the session ends.</summary>
internal static class KnownBrowserCookie
{
    private const string Name = "__Host-axis-known";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= KnownBrowsers.Longest } marks ? marks : null;

    public static void Write(HttpResponse response, string marks) => response.Cookies.Append(
        Name, marks, new CookieOptions { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = KnownBrowsers.Age });
}
