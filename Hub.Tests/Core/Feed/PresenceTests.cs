using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Feed;

public sealed class PresenceTests
{
    [Test]
    public async Task Who_closes_the_browser_without_a_word_is_forgotten()
    {
        await using var lab = await Lab.Create(StorageKind.Sqlite);
        var presence = new Presence(new EventFeed(lab.Store, lab.Clock), lab.Store);
        var (thread, colleague) = (Guid.NewGuid(), Guid.NewGuid());
        for (var i = 0; i < 100; i++)
            presence.Tell(lab.Workspace, Guid.NewGuid(), Guid.NewGuid(), PresenceState.Viewing);
        presence.Tell(lab.Workspace, thread, colleague, PresenceState.Typing);

        lab.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(presence.Tell(lab.Workspace, thread, Guid.NewGuid(), PresenceState.Viewing).Single().MemberId, Is.EqualTo(colleague));
        lab.Clock.Advance(TimeSpan.FromSeconds(60));
        presence.Tell(lab.Workspace, thread, colleague, PresenceState.Viewing);

        Assert.That(presence.Rooms, Is.EqualTo(1));
        presence.Tell(lab.Workspace, thread, colleague, PresenceState.Left);
        Assert.That(presence.Rooms, Is.Zero);
    }
}
