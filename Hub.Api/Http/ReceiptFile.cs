using System.Text;
using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Http;

/// <summary>A receipt as a text file that people keep: in the language that they ask for, and in no cache.</summary>
internal static class ReceiptFile
{
    private static readonly LocalizedText OneOfTwo = new("Receipts are written in vi and en.", "Biên nhận có bằng vi và en.");

    /// <param name="language">Of <c>language</c>, or else the caller's.</param>
    /// <returns>Null when there is one in that language.</returns>
    public static ApiProblem? Problem(HttpContext context, string? asked, out string language)
    {
        language = string.IsNullOrEmpty(asked) ? Language.Of(context.Request) : asked;
        return language is "vi" or "en" ? null : ApiProblem.Invalid("language", OneOfTwo);
    }

    public static FileContentHttpResult Of(HttpContext context, string text, string language, DateTimeOffset at, Guid id)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"receipt-{at:yyyyMMdd}-{id:N}-{language}.txt");
    }
}
