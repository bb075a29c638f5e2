using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hub.Tests.Support;

/// <summary>A line to a server on this machine, on which the answer to one commit of PostgreSQL, or everything, gets lost when told.</summary>
public sealed class BreakingLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _accepting;
    private byte[]? _statement;
    private volatile bool _isSilent;

    public BreakingLine(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections are made, and nothing comes through.</summary>
    public bool IsSilent
    {
        get => _isSilent;
        set => _isSilent = value;
    }

    /// <summary>The next transaction with this statement commits, and the line breaks before the server can say so.</summary>
    public void LoseCommitOf(string statement) => Volatile.Write(ref _statement, Encoding.UTF8.GetBytes(statement));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task Accept()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
                lines.Add(Carry(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task Carry(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        await server.ConnectAsync(IPAddress.Loopback, _server, broken.Token);
        await Task.WhenAll(Copy(client, server, watched: true, broken), Copy(server, client, watched: false, broken));
    }

    private async Task Copy(TcpClient from, TcpClient to, bool watched, CancellationTokenSource broken)
    {
        var buffer = new byte[64 << 10];
        var isTheOne = false;
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, broken.Token)) > 0;)
            {
                isTheOne |= watched && Volatile.Read(ref _statement) is { } statement && buffer.AsSpan(0, read).IndexOf(statement) >= 0;
                if (isTheOne && buffer.AsSpan(0, read).IndexOf("COMMIT"u8) >= 0)
                {
                    Volatile.Write(ref _statement, null);
                    await broken.CancelAsync();
                }

                if (!_isSilent)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One end is gone: so is the line.
        }

        await broken.CancelAsync();
    }
}
