using System.Collections.Concurrent;
using Hub.Core.Storage;

namespace Hub.Core.Feed;

/// <summary>Who looks at or writes in which conversation, on whatever node. Kept in memory: silence for a while means gone.</summary>
public sealed class Presence
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(45);
    private readonly ConcurrentDictionary<(Guid Workspace, Guid Conversation), ConcurrentDictionary<Guid, Present>> _rooms = new();
    private readonly EventFeed _feed;
    private readonly HubStore _store;

    public Presence(EventFeed feed, HubStore store)
    {
        (_feed, _store) = (feed, store);
        feed.Happened += Hear;
    }

    /// <returns>The others.</returns>
    public IReadOnlyList<Present> Tell(Guid workspace, Guid conversation, Guid member, PresenceState state)
    {
        var happened = new FeedEvent(workspace, FeedEventType.Presence, conversation, MemberId: member, State: state, At: _store.Now);
        Hear(happened);
        _feed.Publish([happened]);
        return Others(workspace, conversation, member);
    }

    private List<Present> Others(Guid workspace, Guid conversation, Guid member)
    {
        if (!_rooms.TryGetValue((workspace, conversation), out var room))
            return [];
        var since = _store.Now - Lasts;
        return [.. room.Values.Where(present => present.MemberId != member && present.At > since).OrderBy(present => present.At)];
    }

    private void Hear(FeedEvent happened)
    {
        if (happened is not { Type: FeedEventType.Presence, ConversationId: { } conversation, MemberId: { } member, State: { } state, At: { } at })
            return;
        var key = (happened.WorkspaceId, conversation);
        var room = _rooms.GetOrAdd(key, _ => new ConcurrentDictionary<Guid, Present>());
        if (state == PresenceState.Left)
            room.TryRemove(member, out _);
        else
            room[member] = new Present(member, state, at);
        foreach (var gone in room.Where(present => present.Value.At <= _store.Now - Lasts))
            room.TryRemove(gone);
        if (room.IsEmpty)
            _rooms.TryRemove(key, out _);
    }
}

public sealed record Present(Guid MemberId, PresenceState State, DateTimeOffset At);
