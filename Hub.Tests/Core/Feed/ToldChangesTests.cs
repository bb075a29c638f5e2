using System.Collections.Concurrent;
using Hub.Connectors.Abstractions;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Contacts;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Feed;

/// <summary>Which events a change is, also where rows are changed without being read.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ToldChangesTests(StorageKind kind)
{
    private readonly ConcurrentQueue<FeedEvent> _told = new();
    private Lab _lab = null!;

    [SetUp]
    public async Task Open()
    {
        _lab = await Lab.Create(kind);
        _told.Clear();
        _lab.Store.Committed += Hear;
    }

    [TearDown]
    public async Task Close()
    {
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    [Test]
    public async Task A_heart_changes_its_message()
    {
        await _lab.Says("84901", "m1");
        var message = await _lab.Read(db => db.Messages.SingleAsync());
        _told.Clear();

        await _lab.Apply(new ReactionEvent
        {
            EventKey = "heart",
            OccurredAt = _lab.Clock.GetUtcNow(),
            MessageKey = "m1",
            ActorKey = "84901",
            Emoji = "❤",
        });

        Assert.That(_told, Does.Contain(new FeedEvent(_lab.Workspace, FeedEventType.MessageChanged, message.ConversationId, message.Id)));
    }

    [Test]
    public async Task A_merge_tells_of_the_kept_contact_and_of_the_conversations_that_it_gets_and_so_does_its_end()
    {
        await _lab.Says("84901", "m1");
        await _lab.Says("84902", "m2");
        var (keep, drop) = (await _lab.Contact("84901"), await _lab.Contact("84902"));
        var moved = await _lab.Read(db => db.Conversations.Where(row => row.ContactId == drop).Select(row => row.Id).SingleAsync());
        FeedEvent[] expected =
        [
            new(_lab.Workspace, FeedEventType.ConversationChanged, moved), new(_lab.Workspace, FeedEventType.ContactChanged, ContactId: keep),
            new(_lab.Workspace, FeedEventType.ContactChanged, ContactId: drop),
        ];
        _told.Clear();

        var merge = await _lab.Merge(keep, drop);
        var merged = _told.ToList();
        _told.Clear();
        await _lab.Unmerge(keep, merge);

        Assert.That(merged, Is.SupersetOf(expected));
        Assert.That(_told, Is.SupersetOf(expected));
    }

    [Test]
    public async Task A_conversation_that_is_gone_is_told_to_whom_it_was()
    {
        await _lab.Says("84901", "m1");
        var agent = Guid.NewGuid();
        await Change(async db => (await db.Conversations.SingleAsync()).AssigneeId = agent);
        _told.Clear();

        await Change(async db => db.Conversations.Remove(await db.Conversations.SingleAsync()));

        Assert.That(_told.Single(happened => happened.Type == FeedEventType.ConversationChanged).Was, Is.EqualTo(new Holder(agent, null)));
    }

    [Test]
    public async Task Who_sees_much_change_at_once_asks_anew()
    {
        var caller = Caller.Key(_lab.Workspace, Guid.NewGuid(), [Permissions.All]);
        var labels = new Hub.Core.Conversations.Labels(_lab.Store);
        var label = (await labels.Create(caller, "VIP", "#ff0000", CancellationToken.None))!.Id;
        _told.Clear();

        await labels.Delete(caller, label, CancellationToken.None);

        Assert.That(_told, Does.Contain(new FeedEvent(_lab.Workspace, FeedEventType.Resync)));
    }

    private Task Change(Func<HubDb, Task> work) => _lab.Store.Write(null, null, work, CancellationToken.None);

    private void Hear(IReadOnlyCollection<FeedEvent> events)
    {
        foreach (var happened in events)
            _told.Enqueue(happened);
    }
}
