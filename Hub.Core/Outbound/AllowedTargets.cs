namespace Hub.Core.Outbound;

/// <summary>Where a client may go: names on the list, and the authorities that the operator configured.</summary>
internal sealed class AllowedTargets
{
    private readonly HashSet<string> _names;
    private readonly string[] _suffixes;
    private readonly bool _any;
    private readonly HashSet<string> _origins;
    private readonly HashSet<string> _authorities;

    public AllowedTargets(GuardedHttpOptions options)
    {
        _any = options.Hosts.Contains("*");
        _names = options.Hosts.Where(host => !host.StartsWith('*')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _suffixes = [.. options.Hosts.Where(host => host.StartsWith("*.", StringComparison.Ordinal)).Select(host => host[1..])];
        _origins = options.BaseAddresses.Select(Origin).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _authorities = options.BaseAddresses.Select(uri => Authority(uri.IdnHost, uri.Port)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public bool Allows(Uri uri) =>
        uri.UserInfo.Length == 0
        && (_origins.Contains(Origin(uri)) || (uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && IsListed(uri.IdnHost)));

    /// <summary>Whether the operator named this authority, so that it may be anywhere in the own network.</summary>
    public bool IsConfigured(string host, int port) => _authorities.Contains(Authority(host, port));

    private bool IsListed(string host) =>
        _any
        || _names.Contains(host)
        || Array.Exists(_suffixes, suffix => host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static string Origin(Uri uri) => $"{uri.Scheme}://{Authority(uri.IdnHost, uri.Port)}";

    // An IPv6 literal comes with brackets from some members of the framework and without from others.
    private static string Authority(string host, int port) => $"{host.Trim('[', ']')}|{port}";
}
