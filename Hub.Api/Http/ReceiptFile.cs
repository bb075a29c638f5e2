using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Http;

/// <summary>A receipt as a text file that people keep: in the language that they ask for, and in no cache.</summary>
internal static class ReceiptFile
{
    /// <returns>The language of <c>language</c>, or else of the caller.</returns>
    public static string LanguageOf(HttpContext context, string? asked) => asked is "vi" or "en" ? asked : Language.Of(context.Request);

    public static FileContentHttpResult Of(HttpContext context, string text, DateTimeOffset at, Guid id)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"receipt-{at:yyyyMMdd}-{id:N}.txt");
    }
}
