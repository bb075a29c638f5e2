using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Promises;

/// <summary>Senders of one byte a second starve nobody, and are shown the door.</summary>
internal sealed class P08_SlowSenderTests
{
    private const int Good = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Test]
    [CancelAfter(180_000)]
    public Task Hundreds_who_send_a_byte_a_second_delay_nobody_and_are_cut_off(CancellationToken cancellation) => Crowd(400, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(300_000)]
    public Task Thousands_who_send_a_byte_a_second_delay_nobody_and_are_cut_off(CancellationToken cancellation) => Crowd(2_000, cancellation);

    private static async Task Crowd(int slow, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(StorageKind.Sqlite);
        await using var hub = await stage.Start(cancellation);
        await stage.Connect("whatsapp");
        var before = await Slowest(stage, "before", cancellation);
        var began = Stopwatch.GetTimestamp();
        var cut = Task.WhenAll(Enumerable.Range(0, slow).Select(number => CutOff(stage.Address, inHead: number % 2 == 0, cancellation)));

        var beside = await Slowest(stage, "beside", cancellation);

        await cut.WaitAsync(Patience, cancellation);
        Assert.That(beside, Is.LessThan((2 * before) + Limit));
        Verdict.Pass("P08", $"{slow} senders of a byte a second cut off after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {Good} webhooks beside them, the slowest after {beside.TotalMilliseconds:0} ms, before {before.TotalMilliseconds:0} ms");
    }

    private static async Task<TimeSpan> Slowest(Stage stage, string name, CancellationToken cancellation)
    {
        var signed = new Signed(stage.Sandbox.Options);
        var slowest = TimeSpan.Zero;
        for (var number = 0; number < Good; number++)
        {
            await Task.Delay(100, cancellation);
            var asked = Stopwatch.GetTimestamp();
            using var answer = await stage.Api.SendAsync(
                signed.Request(signed.Text("whatsapp", "84901234567", $"{name}-{number}", "xin chào")), cancellation);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(asked).Ticks));
        }

        return slowest;
    }

    /// <returns>Once the hub has closed the connection.</returns>
    private static async Task CutOff(Uri hub, bool inHead, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(hub.Host, hub.Port, cancellation);
        await using var stream = client.GetStream();
        var head = "POST /webhooks/whatsapp HTTP/1.1\r\nHost: hub\r\n" + (inHead ? "X-Slow: " : "Content-Length: 100000\r\n\r\n");
        var closed = Drain(stream, cancellation);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellation);
            while (!closed.IsCompleted)
            {
                await Task.WhenAny(closed, Task.Delay(1_000, cancellation));
                await stream.WriteAsync("x"u8.ToArray(), cancellation);
            }
        }
        catch (IOException)
        {
            // Closed by the hub, as promised.
        }

        await closed;
    }

    private static async Task Drain(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[1024];
        try
        {
            while (await stream.ReadAsync(buffer, cancellation) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset: closed as well.
        }
    }
}
