using System.Net;
using System.Net.Http.Json;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Outbound;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// An address inside the own network is refused in every spelling when somebody saves it. That it is refused when it is called, also by a
/// name that leads inside only then, is what <see cref="OutboundAddressTests"/> and the webhooks' own tests show.
/// </summary>
internal sealed class P28_InwardAddressTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task No_spelling_of_an_inward_address_can_be_saved(CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(StorageKind.Sqlite);
        foreach (var host in OutboundAddressTests.Spellings)
        {
            using var answer = await hub.Client.PostAsJsonAsync(
                "/api/v1/webhook-endpoints", new { url = $"https://{host}/hook", events = new[] { "message.received" } }, cancellation);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), host);
        }

        Assert.That(await hub.Store.Read(null, db => db.Connections.CountAsync(row => row.ConnectorId == WebhookConnector.Id, cancellation)), Is.Zero);
        Verdict.Pass("P28", $"{OutboundAddressTests.Spellings.Length} spellings of inward addresses, 0 saved; each refused when it is called");
    }
}
