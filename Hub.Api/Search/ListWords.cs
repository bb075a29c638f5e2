using Hub.Api.Http;
using Hub.Core.Search;

namespace Hub.Api.Search;

/// <summary>The words by which a list is asked for, in its <c>q</c>. They choose among the newest thousand that have them.</summary>
internal static class ListWords
{
    public const int Longest = 200;

    public static ApiProblem? Check(string? q) => q is { Length: > Longest } ? ApiProblem.Invalid("q", FieldTexts.AtMost(Longest)) : null;

    /// <returns>Null when no words are given, so that everything is in the list.</returns>
    public static async Task<IReadOnlyList<Guid>?> Find(string? q, Func<SearchQuery, Task<List<Guid>>> find) =>
        string.IsNullOrWhiteSpace(q) ? null : SearchQuery.Read(q) is { } words ? await find(words) : [];
}
