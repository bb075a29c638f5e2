namespace Hub.Api.Http;

internal static class Language
{
    /// <returns><c>vi</c> when the caller likes it better than English, else <c>en</c>.</returns>
    public static string Of(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage;
        return wanted.Count > 0 && Quality(wanted, "vi") > Quality(wanted, "en") ? "vi" : "en";
    }

    private static double Quality(IList<Microsoft.Net.Http.Headers.StringWithQualityHeaderValue> wanted, string language) => wanted
        .Where(item => item.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase))
        .Select(item => item.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
