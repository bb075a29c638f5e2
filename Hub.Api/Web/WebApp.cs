using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Hub.Api.Web;

/// <summary>
/// The inbox app from the folder <c>wwwroot</c> beside the program. Each of its pages has an address of its own, and all of them are
/// the same file: what a browser opens outside the API is answered with it.
/// </summary>
internal sealed class WebApp(RequestDelegate next, WebFolder folder)
{
    private const string Page = "/index.html";
    private const string NoncePlace = "HUB_CSP_NONCE";
    private const string Missing =
        "The inbox app was not built: Node.js (20.19, or 22.12 and newer) was not there when the hub was built. The API works without it.\n"
        + "Chưa có giao diện hộp thư: lúc build hub không có Node.js 20.19, hoặc 22.12 trở lên. API vẫn hoạt động bình thường.\n";

    // What the hub itself answers; a wrong address below these is a problem document, not a page.
    private static readonly PathString[] Taken = ["/api", "/webhooks", "/openapi", "/health", "/hangfire", "/metrics", "/assets"];

    private readonly Dictionary<string, WebFile> _files = WebFile.Of(folder.Path);

    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return next(context);
        if (context.Request.Path.Value is { } path && path != Page && _files.TryGetValue(path, out var file))
            return Send(context, file);
        return IsPage(context.Request) ? SendPage(context) : next(context);
    }

    private static bool IsPage(HttpRequest request) =>
        !Array.Exists(Taken, taken => request.Path.StartsWithSegments(taken, StringComparison.OrdinalIgnoreCase))
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static async Task Send(HttpContext context, WebFile file)
    {
        var headers = context.Response.GetTypedHeaders();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Accept-Encoding";
        headers.CacheControl = file.IsHashed
            ? new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new("immutable") } }
            : new CacheControlHeaderValue { NoCache = true };
        headers.ETag = file.Tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(file.Tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (path, encoding) = file.For(context.Request.Headers.AcceptEncoding.ToString());
        context.Response.ContentType = file.ContentType;
        if (encoding is not null)
            context.Response.Headers.ContentEncoding = encoding;
        context.Response.ContentLength = new FileInfo(path).Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.SendFileAsync(path, context.RequestAborted);
    }

    private async Task SendPage(HttpContext context)
    {
        if (!_files.TryGetValue(Page, out var page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync(Missing, context.RequestAborted);
            return;
        }

        // A component library writes style elements at run time; the nonce lets those pass and no other.
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
            + $"img-src 'self' data: blob:; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        context.Response.ContentType = page.ContentType;
        var html = await File.ReadAllTextAsync(page.Path, context.RequestAborted);
        await context.Response.WriteAsync(html.Replace(NoncePlace, nonce, StringComparison.Ordinal), context.RequestAborted);
    }
}

/// <summary>Where the built app lies.</summary>
internal sealed record WebFolder(string Path)
{
    public static WebFolder BesideProgram { get; } = new(System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot"));
}
