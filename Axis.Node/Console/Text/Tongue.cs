using Axis.Signing.Trust.Explanations;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Text;

/// <summary>How the person at the browser wants the console to look: language and brightness, kept in a cookie of its own that is no secret.</summary>
/// <param name="English">English; otherwise Vietnamese.</param>
/// <param name="Theme"><c>auto</c>, <c>light</c> or <c>dark</c>.</param>
public sealed record Tongue(bool English, string Theme)
{
    private const string Cookie = "axis-look";
    private static readonly string[] Themes = ["auto", "light", "dark"];

    /// <summary>What the request asks for.</summary>
    public static Tongue Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var parts = (context.Request.Cookies[Cookie] ?? "").Split('.');
        return new Tongue(parts[0] == "en", parts is [_, var theme] && Themes.Contains(theme) ? theme : "auto");
    }

    /// <summary>Reads a choice; what is not known stays as it was.</summary>
    public Tongue With(string? language, string? theme) => new(
        language is "en" or "vi" ? language == "en" : English,
        theme is not null && Themes.Contains(theme) ? theme : Theme);

    /// <summary>Keeps it for a year.</summary>
    public void Write(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Append(Cookie, $"{(English ? "en" : "vi")}.{Theme}", new CookieOptions
        {
            Path = "/console",
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Strict,
            HttpOnly = true,
            Secure = response.HttpContext.Request.IsHttps,
        });
    }

    /// <summary>The language of findings.</summary>
    public Language Language => English ? Language.English : Language.Vietnamese;

    /// <summary>Code for <c>lang</c>.</summary>
    public string Code => English ? "en" : "vi";

    /// <summary>The text in the language wanted.</summary>
    public string Say(string vietnamese, string english) => English ? english : vietnamese;
}
