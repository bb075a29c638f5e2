using System.Security.Cryptography;
using Hub.Benchmarks.Support;
using Hub.Core.Connections;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Benchmarks.Applying;

/// <summary>Webhooks that were accepted and not yet applied, as a hub that only accepts would have left them.</summary>
static class PendingWebhooks
{
    const int Chunk = 2_000, BodyBytes = 1_000;

    public static async Task Store(string connectionString, TikTokTraffic traffic, int count)
    {
        await using var store = HubStore.Open(connectionString, TimeProvider.System);
        var connections = await store.Read(null, db => db.Connections.ToDictionaryAsync(row => row.AccountId));
        for (var done = 0; done < count; done += Chunk)
            await store.Write(null, null, db =>
            {
                for (var i = done; i < Math.Min(count, done + Chunk); i++)
                    db.WebhookEvents.Add(Row(store, connections[TikTokTraffic.AccountOf(i)], traffic, i));
                return Task.CompletedTask;
            }, CancellationToken.None);
    }

    public static async Task<int> Applied(HubStore store) =>
        await store.Read(null, db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Applied));

    static WebhookEvent Row(HubStore store, Connection connection, TikTokTraffic traffic, long number)
    {
        var request = new byte[traffic.Length];
        traffic.Write(number, store.Now, request);
        var body = request[^BodyBytes..];
        return new WebhookEvent
        {
            WorkspaceId = connection.WorkspaceId,
            ConnectionId = connection.Id,
            Id = store.Ids.Next(),
            ConnectorId = connection.ConnectorId,
            AccountId = connection.AccountId,
            EventKey = SHA256.HashData(body),
            Body = body,
            ReceivedAt = store.Now,
            State = WebhookEventState.Pending,
        };
    }
}
