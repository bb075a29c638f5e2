using System.Net;
using System.Net.Sockets;

namespace Hub.Core.Outbound;

/// <summary>
/// Opens connections: resolves once, checks every address, then connects to a checked address itself. A name that changes between check
/// and use therefore gains nothing. Host header and TLS name stay those of the request.
/// </summary>
internal sealed class GuardedConnect(AllowedTargets allowed, GuardedHttpOptions options)
{
    public async ValueTask<Stream> Open(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            var target = context.DnsEndPoint;
            var addresses = await Resolve(target.Host, timeout.Token);
            if (!allowed.IsConfigured(target.Host, target.Port) && !Array.TrueForAll(addresses, PublicAddress.Is))
                throw new OutboundException(OutboundFailure.AddressNotPublic, $"{target.Host} is not a public address.");
            return await Connect(addresses, target.Port, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OutboundException(OutboundFailure.ConnectTimeout, $"No connection to {context.DnsEndPoint.Host} in time.");
        }
    }

    private async Task<IPAddress[]> Resolve(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        var addresses = await options.Resolve(host, cancellation);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> Connect(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                socket.Dispose(); // The next address may be reachable: a host with IPv6 records, seen from a network without.
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
