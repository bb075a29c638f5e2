using System.Net;
using System.Net.Http.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Signals;

public sealed class EgressGateTests
{
    [Test]
    public async Task The_gate_lets_no_text_out_that_is_not_a_signals_own()
    {
        await using var vendor = await FakeVendor.Start(200, "{}");
        var sent = new List<byte[]>();
        using var client = new HttpClient(new EgressGate(new SocketsHttpHandler()));
        var signal = new Signal { Kind = SignalKind.Keyword, EventId = Sha256Hash.Of("x"), OccurredAt = DateTimeOffset.UnixEpoch };
        var pass = new EgressPass([signal], new HashSet<string> { "Contact" }, ConnectorSettings.Empty, (_, body) =>
        {
            sent.Add(body);
            return Task.CompletedTask;
        });

        using (EgressGate.Open(pass))
        {
            Assert.That(async () => await Post(client, vendor, new { @event = "Contact", event_id = signal.EventId.Hex }), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(() => Post(client, vendor, new { @event = "Contact", note = "chị Lan hỏi giá" }), Throws.TypeOf<EgressException>());
            Assert.That(() => Post(client, vendor, new Dictionary<string, int> { ["chị Lan hỏi giá"] = 1 }), Throws.TypeOf<EgressException>());
        }

        Assert.That(() => Post(client, vendor, new { @event = "Contact" }), Throws.TypeOf<EgressException>(), "no pass, no way out");
        Assert.That(vendor.Requests, Has.Count.EqualTo(1));
        Assert.That(sent.Single(), Is.EqualTo(vendor.Requests[0].Body), "the ledger holds exactly what left");
    }

    private static async Task<HttpStatusCode> Post(HttpClient client, FakeVendor vendor, object body)
    {
        using var response = await client.PostAsJsonAsync(vendor.BaseAddress, body);
        return response.StatusCode;
    }
}
