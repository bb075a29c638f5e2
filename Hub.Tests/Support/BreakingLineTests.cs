using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hub.Tests.Support;

/// <summary>What a bad line does, seen from the one who asks.</summary>
[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BreakingLineTests
{
    private const string Answer = "a long answer, of which half is not enough";
    private readonly List<string> _heard = [];
    private TcpListener _server = null!;
    private BreakingLine _line = null!;

    [SetUp]
    public void Start()
    {
        _heard.Clear();
        _server = new TcpListener(IPAddress.Loopback, 0);
        _server.Start();
        _ = Serve();
        _line = new BreakingLine(((IPEndPoint)_server.LocalEndpoint).Port);
    }

    [TearDown]
    public async Task Stop()
    {
        _server.Stop();
        await _line.DisposeAsync();
        _server.Dispose();
    }

    [Test]
    public async Task A_calm_line_brings_the_answer(CancellationToken cancellation) =>
        Assert.That((await Ask(cancellation)).Answer, Is.EqualTo(Answer));

    [Test]
    public async Task A_late_answer_and_one_in_crumbs_are_whole(CancellationToken cancellation)
    {
        _line.Trouble = new LineTrouble(1) { Late = 0.5, Trickles = 0.5 };

        for (var i = 0; i < 8; i++)
            Assert.That((await Ask(cancellation)).Answer, Is.EqualTo(Answer));

        var counts = _line.Counts;
        Assert.That(new[] { counts.Late, counts.Trickled }, Is.All.Positive);
    }

    [Test]
    public async Task A_cut_comes_in_the_middle_of_the_answer_with_an_end_or_without(CancellationToken cancellation)
    {
        _line.Trouble = new LineTrouble(1) { Cut = 1 };

        var all = new List<(string Answer, bool IsReset)>();
        for (var i = 0; i < 8; i++)
            all.Add(await Ask(cancellation));

        Assert.That(all.Where(one => !one.IsReset).Select(one => one.Answer), Is.Not.Empty.And.All.EqualTo(Answer[..(Answer.Length / 2)]));
        Assert.That(all.Count(one => one.IsReset), Is.EqualTo(_line.Counts.Reset).And.Positive);
    }

    [Test]
    public async Task A_lost_answer_is_of_work_that_was_done(CancellationToken cancellation)
    {
        _line.Trouble = new LineTrouble(1) { Lost = 1 };

        for (var i = 0; i < 4; i++)
            Assert.That((await Ask(cancellation)).Answer, Is.Empty);

        Assert.That((_heard.Count, _line.Counts.Lost), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task A_decision_is_carried_out_without_an_answer_or_never_arrives(CancellationToken cancellation)
    {
        _line.Trouble = new LineTrouble(1) { Decisions = new Dictionary<string, int> { ["question"] = 2 } };

        for (var i = 0; i < 8; i++)
            Assert.That((await Ask(cancellation)).Answer, Is.Empty);

        var (undone, inDoubt) = _line.Counts.Decisions["question"];
        Assert.That((undone, inDoubt, _heard.Count), Is.EqualTo((4, 4, 4)));
    }

    [Test]
    public async Task What_decides_nothing_goes_its_way(CancellationToken cancellation)
    {
        _line.Trouble = new LineTrouble(1) { Decisions = new Dictionary<string, int> { ["COMMIT"] = 2 } };

        Assert.That((await Ask(cancellation)).Answer, Is.EqualTo(Answer));
    }

    [Test]
    public async Task A_silence_ends_and_all_comes_through(CancellationToken cancellation)
    {
        _line.Trouble = new LineTrouble(1) { Silent = 1, Quiet = TimeSpan.FromSeconds(0.5) };
        var asked = System.Diagnostics.Stopwatch.GetTimestamp();

        Assert.That((await Ask(cancellation)).Answer, Is.EqualTo(Answer));

        Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(asked), Is.GreaterThan(TimeSpan.FromSeconds(0.9)), "there and back");
    }

    [Test]
    public async Task A_line_that_is_calmed_during_a_silence_brings_each_piece_once(CancellationToken cancellation)
    {
        _line.Trouble = new LineTrouble(1) { Silent = 1, Quiet = TimeSpan.FromSeconds(1) };
        var asked = Ask(cancellation);
        await Task.Delay(TimeSpan.FromSeconds(0.3), cancellation);
        _line.Trouble = null;

        Assert.That((await asked).Answer, Is.EqualTo(Answer));
        Assert.That(_heard, Is.EqualTo(new[] { "question" }));
    }

    [Test]
    public void The_same_seed_draws_the_same_for_a_connection()
    {
        var trouble = new LineTrouble(7) { Late = 0.3, Cut = 0.2, Lost = 0.1, Silent = 0.1, Trickles = 0.2 };

        var (one, again, other) = (Draw(3), Draw(3), Draw(4));

        Assert.That(again, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));

        List<PieceFate> Draw(int connection)
        {
            var dice = new LineDice(connection, isAnswer: true);
            return [.. Enumerable.Range(0, 50).Select(_ => dice.Next(trouble))];
        }
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _server.AcceptTcpClientAsync();
                var buffer = new byte[100];
                var read = await client.GetStream().ReadAsync(buffer);
                for (int more; read < "question".Length && (more = await client.GetStream().ReadAsync(buffer.AsMemory(read))) > 0;)
                    read += more;
                if (read == 0)
                    continue;
                for (var wait = 0; wait < 5 && client.Available == 0; wait++)
                    await Task.Delay(10); // whether the question comes twice
                if (client.Available > 0)
                    read += await client.GetStream().ReadAsync(buffer.AsMemory(read));
                lock (_heard)
                    _heard.Add(Encoding.ASCII.GetString(buffer, 0, read));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answer));
            }
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task<(string Answer, bool IsReset)> Ask(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _line.Port, cancellation);
        await client.GetStream().WriteAsync("question"u8.ToArray(), cancellation);
        using var answer = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(answer, cancellation);
            return (Encoding.ASCII.GetString(answer.ToArray()), false);
        }
        catch (IOException)
        {
            return (Encoding.ASCII.GetString(answer.ToArray()), true);
        }
    }
}
