using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Tests.Support;

namespace Hub.Tests.Promises;

/// <summary>Contacts that a CRM is owed, written at once.</summary>
internal static class OwedContacts
{
    /// <param name="fate">What else became of each delivery; owed now without it.</param>
    public static Task Add(Lab lab, int count, CancellationToken cancellation, Action<Delivery>? fate = null) => lab.Store.Write(
        lab.Workspace, lab.Connection.Id, db =>
        {
            for (var number = 0; number < count; number++)
            {
                var contact = lab.Store.Ids.Next();
                db.Contacts.Add(new Contact
                {
                    WorkspaceId = lab.Workspace,
                    Id = contact,
                    Channel = "lab",
                    DisplayName = $"Khách {number}",
                    FirstSeenAt = lab.Store.Now,
                    LastSeenAt = lab.Store.Now,
                });
                var delivery = new Delivery
                {
                    WorkspaceId = lab.Workspace,
                    Id = lab.Store.Ids.Next(),
                    ConnectionId = lab.Connection.Id,
                    Kind = DeliveryKind.SyncContact,
                    SubjectId = contact,
                    State = DeliveryState.Owed,
                    OwedAt = lab.Store.Now,
                    DueAt = lab.Store.Now,
                };
                fate?.Invoke(delivery);
                db.Deliveries.Add(delivery);
            }

            return Task.CompletedTask;
        }, cancellation);
}
