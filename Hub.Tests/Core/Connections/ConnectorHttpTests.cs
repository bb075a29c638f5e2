using System.Net;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Outbound;
using Hub.Tests.Core.Outbound;

namespace Hub.Tests.Core.Connections;

internal sealed class ConnectorHttpTests
{
    private static readonly Guid Connection = new("0195f0a0-0000-7000-8000-000000000001");
    private static readonly ConnectorLimits Limits = new() { AnswerBytes = 100_000, MediaBytes = 300_000 };

    [TestCase(100_000, true, true)]
    [TestCase(100_001, false, true)]
    [TestCase(300_000, false, true)]
    [TestCase(300_001, false, false)]
    [CancelAfter(20_000)]
    public async Task Only_attachments_may_be_as_large_as_attachments_are(int bytes, bool asAnswer, bool asAttachment, CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(context => context.Response.Body.WriteAsync(new byte[bytes]).AsTask());
        using var http = Over(vendor);

        Assert.That(await IsTaken(http.Open("acme", Connection, Limits)), Is.EqualTo(asAnswer), "answer of a call");
        Assert.That(await IsTaken(http.OpenForMedia("acme", Connection, Limits)), Is.EqualTo(asAttachment), "attachment");

        async Task<bool> IsTaken(HttpClient client)
        {
            try
            {
                return (await client.GetByteArrayAsync(vendor.Address, cancellation)).Length == bytes;
            }
            catch (OutboundException refused)
            {
                Assert.That(refused.Failure, Is.EqualTo(OutboundFailure.ResponseTooLarge));
                return false;
            }
        }
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task Attachments_count_in_the_rate_of_their_connection(CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(_ => Task.CompletedTask);
        using var http = Over(vendor);
        var rare = Limits with { CallsPerSecond = 0.001 };
        using var called = await http.Open("acme", Connection, rare).GetAsync(vendor.Address, cancellation);

        var fetching = http.OpenForMedia("acme", Connection, rare).GetAsync(vendor.Address, cancellation);

        Assert.That(called.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Task.WhenAny(fetching, Task.Delay(500, cancellation)), Is.Not.SameAs(fetching), "it waits for its turn");
        Assert.That(vendor.Seen, Has.Count.EqualTo(1));
    }

    private static ConnectorHttp Over(LoopbackServer vendor)
    {
        var http = new ConnectorHttp();
        http.Register("acme", new GuardedHttpOptions { BaseAddresses = [vendor.Address] });
        return http;
    }
}
