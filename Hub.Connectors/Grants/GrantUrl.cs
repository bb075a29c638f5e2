namespace Hub.Connectors.Grants;

/// <summary>Address of a vendor's consent page.</summary>
internal static class GrantUrl
{
    /// <param name="query">What has no value is left out.</param>
    public static Uri Of(string root, string path, params (string Name, string? Value)[] query) => new(
        $"{root.TrimEnd('/')}/{path.TrimStart('/')}?" + string.Join('&', query
            .Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}")));
}
