using System.Net;
using System.Net.Sockets;

namespace Hub.Tests.Core.Webhooks;

/// <summary>Names of the tests, whatever network they run in.</summary>
internal static class Names
{
    public static Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) => Task.FromResult(host switch
    {
        "public.example" => new[] { IPAddress.Parse("93.184.215.14") },
        "inside.example" => [IPAddress.Loopback],
        "both.example" => [IPAddress.Parse("93.184.215.14"), IPAddress.Parse("10.0.0.1")],
        _ => throw new SocketException((int)SocketError.HostNotFound),
    });
}
