using System.Net;
using System.Net.Sockets;

namespace Hub.Core.Outbound;

/// <summary>Tells addresses of the public internet from all others, by the IANA special-purpose registries.</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // Azure's host agent: public by number, answers inside a virtual machine only
            "2001::/23", // IETF protocols; Teredo in it carries an IPv4 address
            "2001:db8::/32", "3fff::/20", // documentation
            "2002::/16", // 6to4: carries an IPv4 address
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address))
            return false; // loopback, link-local, ULA, multicast, NAT64 and IPv4-compatible addresses are all outside 2000::/3
        return !Array.Exists(NotPublic, network => network.Contains(address));
    }
}
