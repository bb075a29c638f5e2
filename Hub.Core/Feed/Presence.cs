using Hub.Core.Storage;

namespace Hub.Core.Feed;

/// <summary>Who looks at or writes in which conversation, on whatever node. Kept in memory: silence for a while means gone.</summary>
public sealed class Presence
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(45);
    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid Workspace, Guid Conversation), Dictionary<Guid, Present>> _rooms = [];
    private readonly EventFeed _feed;
    private readonly HubStore _store;
    private DateTimeOffset _sweptAt;

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

    /// <summary>Conversations that somebody is known to have looked at lately.</summary>
    internal int Rooms
    {
        get
        {
            lock (_lock)
                return _rooms.Count;
        }
    }

    private List<Present> Others(Guid workspace, Guid conversation, Guid member)
    {
        var since = _store.Now - Lasts;
        lock (_lock)
            return _rooms.TryGetValue((workspace, conversation), out var room)
                ? [.. room.Values.Where(present => present.MemberId != member && present.At > since).OrderBy(present => present.At)]
                : [];
    }

    private void Hear(FeedEvent happened)
    {
        if (happened is not { Type: FeedEventType.Presence, ConversationId: { } conversation, MemberId: { } member, State: { } state, At: { } at })
            return;
        lock (_lock)
        {
            Sweep();
            var key = (happened.WorkspaceId, conversation);
            if (!_rooms.TryGetValue(key, out var room))
                _rooms[key] = room = [];
            if (state == PresenceState.Left)
                room.Remove(member);
            else
                room[member] = new Present(member, state, at);
            if (room.Count == 0)
                _rooms.Remove(key);
        }
    }

    // A browser that is closed takes no leave. Looked for when somebody is heard of: silence adds nothing.
    private void Sweep()
    {
        var now = _store.Now;
        if (now < _sweptAt + Lasts)
            return;
        _sweptAt = now;
        foreach (var (key, room) in _rooms)
        {
            foreach (var gone in room.Values.Where(present => present.At <= now - Lasts).ToList())
                room.Remove(gone.MemberId);
            if (room.Count == 0)
                _rooms.Remove(key);
        }
    }
}

public sealed record Present(Guid MemberId, PresenceState State, DateTimeOffset At);
