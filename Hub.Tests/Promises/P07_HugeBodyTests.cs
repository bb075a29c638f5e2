using System.Net.Sockets;
using System.Text;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A huge body is answered 413 before it is held, and its connection is closed.</summary>
internal sealed class P07_HugeBodyTests
{
    private const long Gigabyte = 1L << 30;
    private const int Senders = 4;
    private const long Growth = 20 << 20;

    [Test]
    [CancelAfter(240_000)]
    public async Task A_gigabyte_is_refused_with_413_and_never_held(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(StorageKind.Sqlite);
        await using var hub = await stage.Start(cancellation);
        await Send(stage.Address, "whatsapp", declared: false, 8 << 20, cancellation); // what the first request costs, the others need not

        var before = hub.Resident;
        var chunked = await Task.WhenAll(Enumerable.Range(0, Senders)
            .Select(_ => Send(stage.Address, "whatsapp", declared: false, Gigabyte, cancellation)));
        var declared = await Send(stage.Address, "tiktok", declared: true, Gigabyte, cancellation);
        var grown = hub.Resident - before;

        Assert.Multiple(() =>
        {
            foreach (var (answer, sent) in chunked.Append(declared))
            {
                Assert.That(answer, Does.StartWith("HTTP/1.1 413 ").And.Contain("Connection: close"));
                Assert.That(sent, Is.LessThan(Gigabyte), "the hub closed the connection");
            }

            Assert.That(grown, Is.LessThan(Growth));
        });
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.Zero);
        Verdict.Pass("P07", $"{Senders + 1} bodies of 1 GB, 413 each, at most {chunked.Max(one => one.Sent) >> 20} MB taken, {grown >> 10} KB resident growth");
    }

    /// <returns>The head of the answer, and how many bytes the hub let us send.</returns>
    private static async Task<(string Answer, long Sent)> Send(
        Uri hub, string channel, bool declared, long size, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(hub.Host, hub.Port, cancellation);
        await using var stream = client.GetStream();
        var length = declared ? $"Content-Length: {size}" : "Transfer-Encoding: chunked";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /webhooks/{channel} HTTP/1.1\r\nHost: hub\r\n{length}\r\n\r\n"),
            cancellation);
        var answer = ReadToEnd(stream, cancellation);
        var sent = await Pour(stream, declared, size, cancellation);
        return (await answer, sent);
    }

    private static async Task<long> Pour(NetworkStream stream, bool declared, long size, CancellationToken cancellation)
    {
        var data = new byte[64 << 10];
        var frame = declared ? data : [.. Encoding.ASCII.GetBytes($"{data.Length:x}\r\n"), .. data, (byte)'\r', (byte)'\n'];
        var sent = 0L;
        try
        {
            for (; sent < size; sent += data.Length)
                await stream.WriteAsync(frame, cancellation);
        }
        catch (IOException)
        {
            // Closed by the hub, as promised.
        }

        return sent;
    }

    private static async Task<string> ReadToEnd(NetworkStream stream, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Reset, since we were still sending; the answer came before.
        }

        return text.ToString();
    }
}
