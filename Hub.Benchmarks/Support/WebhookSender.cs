using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Hub.Benchmarks.Support;

/// <summary>One connection. It reads just enough of HTTP to count answers: a status line, and a body of known length.</summary>
sealed class WebhookSender : IDisposable
{
    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly TikTokTraffic _traffic;
    readonly int _port;
    readonly byte[] _request;
    readonly byte[] _answer = new byte[4096];

    public WebhookSender(int port, TikTokTraffic traffic)
    {
        (_port, _traffic) = (port, traffic);
        _request = new byte[traffic.Length];
    }

    /// <summary>Milliseconds from when a webhook was due to its 200.</summary>
    public List<double> Latencies { get; } = new(100_000);

    public long Refused { get; private set; }

    public Task Connect() => _socket.ConnectAsync(IPAddress.Loopback, _port);

    public async Task Send(long number, long due)
    {
        _traffic.Write(number, TimeProvider.System.GetUtcNow(), _request);
        await _socket.SendAsync(_request);
        if (await ReadAnswer())
            Latencies.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        else
            Refused++;
    }

    public void Dispose() => _socket.Dispose();

    async ValueTask<bool> ReadAnswer()
    {
        for (var read = 0; ;)
        {
            var count = await _socket.ReceiveAsync(_answer.AsMemory(read));
            if (count == 0)
                throw new IOException("The hub closed the connection.");
            read += count;
            if (IsWhole(_answer.AsSpan(0, read)))
                return _answer.AsSpan(0, read).StartsWith("HTTP/1.1 200 "u8);
        }
    }

    static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var length = answer.IndexOf("Content-Length: "u8);
        System.Buffers.Text.Utf8Parser.TryParse(answer[(length + 16)..], out int body, out _);
        return answer.Length >= end + 4 + body;
    }
}
