using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Tests.Core.Search;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Conversations;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LabelCountTests(StorageKind kind)
{
    [Test]
    public async Task Open_conversations_are_counted_by_label_and_a_workspace_has_a_hundred_labels_at_most()
    {
        await using var lab = await Lab.Create(kind);
        var labels = new Labels(lab.Store);
        var ids = new List<Guid>();
        for (var i = 0; i < Labels.Most; i++)
            ids.Add((await labels.Create(lab.All(), $"Label {i}", "#112233", CancellationToken.None))!.Id);
        var (one, two, done) = (lab.Thread(1), lab.Thread(2), lab.Thread(3, row => row.Status = ConversationStatus.Resolved));
        await lab.Add([one, two, done]);
        await lab.Add([Mark(one, ids[0]), Mark(two, ids[0]), Mark(done, ids[0]), Mark(done, ids[1]), Mark(two, ids[2])]);

        var counts = await new ConversationCounts(lab.Store, lab.Get<ConnectionContexts>()).Count(
            lab.All(), new ConversationQuery(), CancellationToken.None);

        Assert.That(ids.Take(4).Select(id => counts.ByLabel[id]), Is.EqualTo([2, 0, 1, 0]));
        Assert.That(counts.ByLabel, Has.Count.EqualTo(Labels.Most));
        Assert.That(await labels.Create(lab.All(), "One more", "#112233", CancellationToken.None), Is.Null);
    }

    private static ConversationLabel Mark(Conversation row, Guid label) => new()
    {
        WorkspaceId = row.WorkspaceId,
        ConversationId = row.Id,
        LabelId = label,
        LabelledAt = row.StartedAt,
    };
}
