using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts.Erasing;

/// <summary>What came while the account was switched off lies with nobody's webhooks, and holds erased contacts too.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class UnroutedWebhookTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task What_came_for_an_account_that_is_off_goes_and_what_it_says_of_others_comes_in_later()
    {
        Lab.Connector.OnParse = Parse;
        await Lab.Apply(SendingTests.Inbound(0, "m0", Lab.Clock.GetUtcNow()));
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ConnectionState.Disabled)));
        await Lab.Add([Unrouted(1, (0, "zq7alone")), Unrouted(2, (0, "zq7beside"), (1, "còn hàng không")), Unrouted(3, (1, "cảm ơn shop"))]);

        await Lab.Get<ContactErasure>().Begin(Lab.Owner(), await Lab.Contact("u0"), CancellationToken.None);
        await Lab.Get<ErasureSweep>().Run(CancellationToken.None);

        var bodies = await Lab.Store.Read(null, async db =>
            (await db.WebhookEvents.OrderBy(row => row.Id).ToListAsync()).ConvertAll(row => Encoding.UTF8.GetString(row.Body)));
        Assert.That(string.Join('\n', bodies), Does.Not.Contain("zq7").And.Not.Contain("\"u0\""));
        var receipt = await Lab.Read(db => db.Erasures.SingleAsync());
        Assert.That((receipt.DoneAt is not null, receipt.RemovedByPlace["webhooks"]), Is.EqualTo((true, 2)));

        await SwitchOn();
        Assert.That(
            await Lab.Read(db => db.Messages.OrderBy(row => row.Key).Select(row => row.Text).ToListAsync()), Is.EqualTo(new[] { "còn hàng không", "cảm ơn shop" }));
        Assert.That(await Lab.Read(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Failed)), Is.Zero);
    }

    private async Task SwitchOn()
    {
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ConnectionState.Active)));
        await new Adoption(Lab.Store, Lab.Get<IngestQueue>()).Sweep(CancellationToken.None);
        await Lab.Get<IngestPump>().Turn(Lab.Workspace, Lab.Connection.Id, CancellationToken.None);
    }

    private WebhookEvent Unrouted(int number, params (int Person, string Text)[] messages) => new()
    {
        WorkspaceId = Guid.Empty,
        Id = Lab.Store.Ids.Next(),
        ConnectorId = Lab.Connection.ConnectorId,
        AccountId = Lab.Connection.AccountId,
        ConnectionId = Guid.Empty,
        EventKey = [(byte)number],
        Body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            entry = new[]
            {
                new
                {
                    id = Lab.Connection.AccountId,
                    messaging = messages.Select((message, i) => new { sender = new { id = $"u{message.Person}" }, mid = $"w{number}-{i}", text = message.Text }),
                },
            },
        }),
        ReceivedAt = Lab.Store.Now,
        State = WebhookEventState.Unrouted,
    };

    private ParsedPayload Parse(ReadOnlyMemory<byte> payload)
    {
        var messages = JsonElement.Parse(payload.Span).GetProperty("entry")[0].GetProperty("messaging").EnumerateArray();
        return new ParsedPayload([.. messages.Select(message => SendingTests.Inbound(
            message.GetProperty("sender").GetProperty("id").GetString()![1] - '0', message.GetProperty("mid").GetString()!, Lab.Clock.GetUtcNow(),
            message.GetProperty("text").GetString()!))]);
    }
}
