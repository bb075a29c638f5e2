using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ContactDeskTests(StorageKind kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_name_given_by_hand_is_not_written_over_by_what_was_being_applied_at_that_moment(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        await lab.Says("an", "a1");
        var id = await lab.Contact("an");
        var caller = Caller.Key(lab.Workspace, lab.Store.Ids.Next(), [Permissions.All]);
        var desk = new ContactDesk(lab.Store, lab.Get<ConnectorRegistry>(), lab.Get<LaneBell>(), lab.Get<ErasedKeys>());
        Task<ContactAnswer>? byHand = null;

        await lab.Store.Write(lab.Workspace, lab.Connection.Id, async db =>
        {
            var contact = await db.Contacts.SingleAsync(row => row.Id == id, cancellation);
            byHand = Task.Run(() => desk.Change(caller, id, new ContactDraft("Chị An", null, null, null, null), cancellation), cancellation);
            await Task.WhenAny(byHand, Task.Delay(500, cancellation)); // one that does not wait for its turn is done long before
            contact.DisplayName = "an.shop";
        }, cancellation);
        await byHand!;

        Assert.That(await lab.Read(db => db.Contacts.Where(row => row.Id == id).Select(row => row.DisplayName).SingleAsync(cancellation)), Is.EqualTo("Chị An"));
    }
}
