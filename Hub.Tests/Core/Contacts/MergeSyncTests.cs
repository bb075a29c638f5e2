using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts;

/// <summary>What a merge means for a CRM: one record is the contact's, and is written.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class MergeSyncTests(StorageKind kind)
{
    [Test]
    public async Task A_merged_contact_is_one_record_of_the_crm_and_two_again_afterwards()
    {
        await using var lab = await Lab.Create(kind);
        var (an, binh) = await Synced(lab);
        var before = await Links(lab);

        var merge = await lab.Merge(an, binh);
        var merged = await Links(lab);
        var owed = await Owed(lab);
        await lab.Run(DeliveryKind.SyncContact);
        await lab.Unmerge(an, merge);
        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(merged, Is.EqualTo(new[] { (an, $"remote-{an:N}") }).AsCollection);
        Assert.That(owed, Is.EqualTo(new[] { an }).AsCollection);
        Assert.That(await Links(lab), Is.EquivalentTo(before));
        Assert.That(await Owed(lab), Is.Empty);
    }

    [Test]
    public async Task A_record_that_only_the_dropped_one_has_is_taken_over_and_given_back()
    {
        await using var lab = await Lab.Create(kind);
        var (an, binh) = await Synced(lab);
        await lab.Store.Write(null, null, db => db.ExternalIds.Where(row => row.LocalId == an).ExecuteDeleteAsync(), CancellationToken.None);
        var written = new List<string?>();

        var merge = await lab.Merge(an, binh);
        lab.Connector.OnContacts = batch =>
        {
            written.AddRange(batch.Select(item => item.RemoteId));
            return Task.FromResult(new BatchAnswer([.. batch.Select(item =>
                new WriteResult(item.Key, new Outcome.Accepted(item.RemoteId ?? "new-" + item.Key)))]));
        };
        await lab.Run(DeliveryKind.SyncContact);
        await lab.Unmerge(an, merge);
        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(written[0], Is.EqualTo($"remote-{binh:N}"));
        Assert.That(await Links(lab), Is.EquivalentTo(new[] { (binh, $"remote-{binh:N}"), (an, $"new-{an:N}") }));
    }

    [Test]
    public async Task A_merge_during_a_delivery_leaves_no_record_to_a_contact_that_is_gone()
    {
        await using var lab = await Lab.Create(kind);
        await lab.Says("an", "a1");
        await lab.Says("binh", "b1");
        var (an, binh) = (await lab.Contact("an"), await lab.Contact("binh"));
        var calls = 0;
        lab.Connector.OnContacts = async batch =>
        {
            if (calls++ == 0)
                await lab.Merge(an, binh);
            return new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]);
        };

        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(await Links(lab), Is.EqualTo(new[] { (an, $"remote-{an:N}") }).AsCollection);
        Assert.That(await Owed(lab), Is.Empty);
    }

    [Test]
    public async Task A_merge_by_the_platform_owes_the_crm_the_contact_that_stays()
    {
        await using var lab = await Lab.Create(kind);
        await Synced(lab);

        var applied = await lab.Apply(MergeLab.AreOne("an", "binh", lab.Clock.GetUtcNow()));

        Assert.That(await Owed(lab), Is.EqualTo(new[] { await lab.Contact("an") }).AsCollection);
        Assert.That(applied.Lanes, Does.Contain(lab.Lane(DeliveryKind.SyncContact)));
    }

    [Test]
    public async Task A_thread_that_takes_in_an_open_one_is_open()
    {
        await using var lab = await Lab.Create(kind);
        await Synced(lab);
        var kept = await lab.Contact("an");
        await lab.Store.Write(lab.Workspace, null, db => db.Conversations.Where(row => row.ContactId == kept)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ConversationStatus.Resolved)), CancellationToken.None);

        await lab.Apply(MergeLab.AreOne("an", "binh", lab.Clock.GetUtcNow()));

        Assert.That((await lab.Read(db => db.Conversations.ToListAsync())).Single().Status, Is.EqualTo(ConversationStatus.Open));
    }

    private static async Task<(Guid An, Guid Binh)> Synced(Lab lab)
    {
        await lab.Says("an", "a1");
        await lab.Says("binh", "b1");
        await lab.Run(DeliveryKind.SyncContact);
        return (await lab.Contact("an"), await lab.Contact("binh"));
    }

    private static async Task<List<(Guid, string)>> Links(Lab lab) =>
        (await lab.Read(db => db.ExternalIds.ToListAsync())).ConvertAll(row => (row.LocalId, row.RemoteId));

    private static Task<List<Guid>> Owed(Lab lab) => lab.Read(db => db.Deliveries
        .Where(row => row.Kind == DeliveryKind.SyncContact && row.State == DeliveryState.Owed).Select(row => row.SubjectId).ToListAsync());
}
