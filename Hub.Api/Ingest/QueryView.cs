using System.Collections.Frozen;

namespace Hub.Api.Ingest;

internal static class QueryView
{
    private static readonly IReadOnlyDictionary<string, string> Empty = FrozenDictionary<string, string>.Empty;

    /// <summary>Most webhooks have no query; several values of one name are joined by a comma.</summary>
    public static IReadOnlyDictionary<string, string> Of(IQueryCollection query) => query.Count == 0
        ? Empty
        : query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
}
