using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Hub.Api.Ingest;

/// <summary>A request's headers as the contract wants them, without copying them.</summary>
internal sealed class HeaderView(IHeaderDictionary headers) : IReadOnlyDictionary<string, string>
{
    public int Count => headers.Count;

    public IEnumerable<string> Keys => headers.Keys;

    public IEnumerable<string> Values => headers.Select(header => Joined(header.Value));

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => headers.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var found = headers.TryGetValue(key, out var values);
        value = found ? Joined(values) : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        headers.Select(header => KeyValuePair.Create(header.Key, Joined(header.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Joined(Microsoft.Extensions.Primitives.StringValues values) => values.ToString();
}
