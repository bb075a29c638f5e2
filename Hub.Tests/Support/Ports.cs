using System.Net;
using System.Net.Sockets;

namespace Hub.Tests.Support;

internal static class Ports
{
    /// <summary>One that nobody listens on now, for programs that cannot choose their own.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
