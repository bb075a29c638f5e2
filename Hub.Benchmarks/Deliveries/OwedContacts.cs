using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Benchmarks.Deliveries;

/// <summary>Contacts that are owed to a CRM, as ingest would have left them.</summary>
static class OwedContacts
{
    const int Chunk = 2_000;

    public static async Task Owe(string connectionString, Guid connectionId, int count)
    {
        await using var store = HubStore.Open(connectionString, TimeProvider.System);
        var connection = await store.Read(null, db => db.Connections.SingleAsync(row => row.Id == connectionId));
        for (var done = 0; done < count; done += Chunk)
            await store.Write(null, connectionId, db =>
            {
                for (var i = done; i < Math.Min(count, done + Chunk); i++)
                    Add(db, store, connection, i);
                return Task.CompletedTask;
            }, CancellationToken.None);
    }

    public static async Task<int> Settled(HubStore store) =>
        await store.Read(null, db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State == DeliveryState.Done));

    static void Add(HubDb db, HubStore store, Connection connection, int number)
    {
        var contact = new Contact
        {
            WorkspaceId = connection.WorkspaceId,
            Id = store.Ids.Next(),
            DisplayName = $"Nguyễn Văn {number}",
            Phone = $"+8490{number:D7}",
            Channel = "tiktok",
            FirstSeenAt = store.Now,
            LastSeenAt = store.Now,
        };
        db.Contacts.Add(contact);
        db.Deliveries.Add(new Delivery
        {
            WorkspaceId = connection.WorkspaceId,
            Id = store.Ids.Next(),
            ConnectionId = connection.Id,
            Kind = DeliveryKind.SyncContact,
            SubjectId = contact.Id,
            State = DeliveryState.Owed,
            OwedAt = store.Now,
            DueAt = store.Now,
        });
    }
}
