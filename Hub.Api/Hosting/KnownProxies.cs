using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Hub.Api.Hosting;

/// <summary>Whose word is taken for where a request came from.</summary>
internal sealed class KnownProxies
{
    private readonly List<IPAddress> _addresses = [];
    private readonly List<IPNetwork> _networks = [];

    /// <exception cref="StartRefused">An entry is neither an address nor a network. A name would have to be looked up, and whoever answers
    /// for it could say where requests come from.</exception>
    public static KnownProxies Of(HubOptions options)
    {
        var proxies = new KnownProxies();
        foreach (var (index, entry) in options.KnownProxies.Index())
            if (entry.Trim() is { Length: > 0 } proxy && !proxies.Takes(proxy)) // an empty variable names none
                throw new StartRefused(
                    $"Hub__KnownProxies__{index} must be the address of a reverse proxy, such as 10.0.0.5, or a network, such as 10.0.0.0/24. "
                    + $"It is \"{proxy}\".");
        return proxies;
    }

    public void Trust(ForwardedHeadersOptions forwarded)
    {
        // With nobody known the middleware would believe everybody, and so a stranger who counts as another address with each wrong key.
        forwarded.ForwardedHeaders = _addresses.Count + _networks.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        _addresses.ForEach(forwarded.KnownProxies.Add);
        _networks.ForEach(forwarded.KnownIPNetworks.Add);
    }

    private bool Takes(string proxy)
    {
        if (IPAddress.TryParse(proxy, out var address) && proxy.AsSpan().ContainsAny('.', ':')) // "10" would be 0.0.0.10
            _addresses.Add(address);
        else if (IPNetwork.TryParse(proxy, out var network))
            _networks.Add(network);
        else
            return false;
        return true;
    }
}
