using System.Net;
using System.Net.Sockets;

namespace Hub.Api.Demo;

/// <summary>
/// Finds a port below those that the system hands out for outgoing connections (from 32768 on Linux). Up there a caller that keeps
/// knocking on a hub that is down can be given the hub's own port, connect to itself, and keep the hub from coming back.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int Find()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                continue; // taken
            }
        }

        throw new DemoFailed("There is no free port.");
    }
}
