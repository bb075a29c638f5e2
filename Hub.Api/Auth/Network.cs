using System.Net;

namespace Hub.Api.Auth;

internal static class Network
{
    /// <summary>One IPv6 customer has a /64, so addresses in it are one guesser.</summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 16)
            bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
