using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Benchmarks.Webhooks;

static class StoredWebhooks
{
    /// <summary>Rows of a database whose hub is gone. Every webhook of the traffic is another, so they are to be as many as were acknowledged.</summary>
    public static async Task<long> Count(string connectionString)
    {
        await using var store = HubStore.Open(connectionString, TimeProvider.System);
        return await store.Read(null, db => db.WebhookEvents.LongCountAsync());
    }
}
