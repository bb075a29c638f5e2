using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hub.Tests.Support;

/// <summary>
/// A line to a server on this machine, whatever the two speak. When told it loses the answer to one commit of PostgreSQL, or everything; with
/// a <see cref="Trouble"/> it does at random what bad networks do.
/// </summary>
public sealed class BreakingLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly LineTally _tally = new();
    private readonly LineDecks _decks = new();
    private readonly int _server;
    private readonly Task _accepting;
    private byte[]? _statement;
    private volatile bool _isSilent;
    private volatile LineTrouble? _trouble;

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

    /// <summary>From now on, also for connections that are there; null is calm.</summary>
    public LineTrouble? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    public LineCounts Counts => _tally.Counts;

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
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                lines.RemoveAll(line => line.IsCompleted);
                lines.Add(Carry(client, _tally.Connection()));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task Carry(TcpClient accepted, int number)
    {
        using var client = accepted;
        using var server = new TcpClient();
        client.NoDelay = server.NoDelay = true;
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var line = new Line(broken);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, broken.Token);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return; // nobody there
        }

        await Task.WhenAll(
            Copy(client, server, new LineDice(number, isAnswer: false), line), Copy(server, client, new LineDice(number, isAnswer: true), line));
    }

    private async Task Copy(TcpClient from, TcpClient to, LineDice dice, Line line)
    {
        var broken = line.Broken;
        var buffer = new byte[64 << 10];
        var isTheOne = false;
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, broken.Token)) > 0;)
            {
                var piece = buffer.AsMemory(0, read);
                isTheOne |= !dice.IsAnswer && Volatile.Read(ref _statement) is { } statement && piece.Span.IndexOf(statement) >= 0;
                if (isTheOne && piece.Span.IndexOf("COMMIT"u8) >= 0)
                {
                    Volatile.Write(ref _statement, null);
                    await broken.CancelAsync(); // nothing comes back any more; the commit itself still goes
                    await to.GetStream().WriteAsync(piece, _end.Token);
                    break;
                }

                if (_trouble is not { } trouble) // read once: it may become another in between
                {
                    if (!_isSilent)
                        await to.GetStream().WriteAsync(piece, _end.Token);
                }
                else if (Decides(trouble, dice, line, piece.Span))
                    break;
                else if (!await Suffer(trouble, dice, piece, to, broken.Token))
                    break;
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone: so is the line.
        }

        await broken.CancelAsync();
    }

    /// <returns>True when the piece goes no further, and the line is cut.</returns>
    private bool Decides(LineTrouble trouble, LineDice dice, Line line, ReadOnlySpan<byte> piece)
    {
        if (dice.IsAnswer)
            return line.LosesAnswer; // to what has been carried out by now
        if (_decks.Draw(trouble, piece) is not { } card)
            return false;
        _tally.Note(card.Word, card.Fate);
        line.LosesAnswer |= card.Fate == LineDecision.InDoubt;
        return card.Fate == LineDecision.Undone;
    }

    /// <returns>False when the line is cut.</returns>
    private async Task<bool> Suffer(LineTrouble trouble, LineDice dice, ReadOnlyMemory<byte> piece, TcpClient to, CancellationToken broken)
    {
        var fate = dice.Next(trouble);
        _tally.Note(fate);
        if (fate.Kind is LineFate.Lost or LineFate.Cut)
        {
            if (fate.Kind == LineFate.Cut)
                await to.GetStream().WriteAsync(piece[..(piece.Length / 2)], broken);
            if (fate.IsReset)
                to.Client.Close(timeout: 0); // an RST; disposing the client would say goodbye first, whatever it is told of lingering
            return false;
        }

        await Task.Delay(fate.Wait, broken);
        if (fate.Kind == LineFate.Trickled)
            piece = await Trickle(piece, to, broken);
        await to.GetStream().WriteAsync(piece, broken);
        return true;
    }

    /// <returns>The rest, which comes at once: a large answer in crumbs would be one that never ends.</returns>
    private static async Task<ReadOnlyMemory<byte>> Trickle(ReadOnlyMemory<byte> piece, TcpClient to, CancellationToken broken)
    {
        const int crumbs = 12, crumb = 7;
        for (var i = 0; i < crumbs && piece.Length > crumb; i++, piece = piece[crumb..])
        {
            await to.GetStream().WriteAsync(piece[..crumb], broken);
            await Task.Delay(2, broken);
        }

        return piece;
    }

    /// <summary>One connection, both ways.</summary>
    private sealed class Line(CancellationTokenSource broken)
    {
        public CancellationTokenSource Broken => broken;

        /// <summary>The next answer.</summary>
        public bool LosesAnswer
        {
            get => Volatile.Read(ref field);
            set => Volatile.Write(ref field, value);
        }
    }
}
