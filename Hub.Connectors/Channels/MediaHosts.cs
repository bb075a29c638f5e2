namespace Hub.Connectors.Channels;

internal static class MediaHosts
{
    /// <summary>Whether an attachment may be fetched there, and a token go along: the API's own host, or one of the manifest's over
    /// TLS.</summary>
    public static bool May(Uri address, Uri apiBase, IReadOnlyList<string> hosts) =>
        address.Authority == apiBase.Authority
            ? address.Scheme == apiBase.Scheme
            : address.Scheme == Uri.UriSchemeHttps && hosts.Any(host => Matches(address.Host, host));

    /// <summary>A leading <c>*.</c> stands for any subdomain.</summary>
    private static bool Matches(string host, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
