using Hub.Core.Teams;

namespace Hub.Api.Auth;

/// <summary>Holds a session's token; no script can read it, and no other site can make a browser send it along with a write.</summary>
internal static class SessionCookie
{
    public const string Name = "hub_session";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } token ? token : null;

    public static void Write(HttpContext context, string token) =>
        context.Response.Cookies.Append(Name, token, Options(context, Sessions.Longest));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}
