using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ErasureFenceTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_contact_that_is_being_erased_is_neither_changed_nor_joined_nor_parted()
    {
        await Lab.Apply([.. Enumerable.Range(0, 3).Select(i => SendingTests.Inbound(i, $"hello-{i}", Lab.Clock.GetUtcNow()))]);
        var contacts = await Lab.Read(db => db.Contacts.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
        var merges = new ContactMerges(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());
        var merge = (await merges.Merge(Lab.Workspace, contacts[0], contacts[1], "member:1", CancellationToken.None))!;
        await Lab.Get<ContactErasure>().Begin(Lab.Owner(), contacts[0], CancellationToken.None);

        var joined = await merges.Merge(Lab.Workspace, contacts[2], contacts[0], "member:1", CancellationToken.None);
        var taken = await merges.Merge(Lab.Workspace, contacts[0], contacts[2], "member:1", CancellationToken.None);
        var parted = await merges.Unmerge(Lab.Workspace, contacts[0], merge.MergeId, "member:1", CancellationToken.None);
        var changed = await Lab.Get<ContactDesk>().Change(Lab.Owner(), contacts[0], new ContactDraft("Lan", null, null, null, null), CancellationToken.None);

        Assert.That((joined, taken, parted), Is.EqualTo(((MergeDone?)null, (MergeDone?)null, UnmergeAnswer.NotFound)));
        Assert.That(changed, Is.InstanceOf<ContactAnswer.NotFound>());
        Assert.That(await Lab.Read(db => db.Contacts.CountAsync()), Is.EqualTo(2));
    }

    [Test]
    public async Task An_erasure_that_cannot_be_worked_off_holds_up_no_other()
    {
        await Lab.Apply(SendingTests.Inbound(0, "hello", Lab.Clock.GetUtcNow()));
        await Lab.Add([new Erasure
        {
            WorkspaceId = Lab.Workspace, Id = Lab.Store.Ids.Next(), ContactId = Lab.Store.Ids.Next(), At = Lab.Store.Now.AddHours(-1), Actor = "member:1",
            Plan = [1, 2, 3], Removed = "",
        }]);
        var good = (await Lab.Get<ContactErasure>().Begin(
            Lab.Owner(), await Lab.Read(db => db.Contacts.Select(row => row.Id).SingleAsync()), CancellationToken.None))!;

        await Lab.Get<ErasureSweep>().Run(CancellationToken.None);

        Assert.That((await Lab.Read(db => db.Erasures.SingleAsync(row => row.Id == good.Id))).DoneAt, Is.Not.Null);
    }
}
