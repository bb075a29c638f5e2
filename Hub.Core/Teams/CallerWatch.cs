using System.Collections.Concurrent;

namespace Hub.Core.Teams;

/// <summary>
/// Ends what outlives a request, such as an event stream, soon after its caller has lost the session, the key or any of the rights that it
/// was opened with. Call <see cref="Follow"/> when it opens, stop it on <see cref="FollowedCaller.Ended"/>, dispose when it is over.
/// </summary>
public sealed class CallerWatch(Sessions sessions, ApiKeys keys)
{
    /// <summary>How often <see cref="Look"/> is to be called: promised are 5 seconds.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<FollowedCaller, byte> _followed = new();

    public FollowedCaller Follow(Caller caller)
    {
        var followed = new FollowedCaller(caller, gone => _followed.TryRemove(gone, out _));
        _followed[followed] = 0;
        return followed;
    }

    /// <summary>One look at the database for all that is followed.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        var followed = _followed.Keys.ToList();
        if (followed.Count == 0)
            return;
        var (members, machines) = (Ids(followed, CallerKind.Member), Ids(followed, CallerKind.ApiKey));
        var bySession = members.Count == 0 ? null : await sessions.Callers(members, cancellation);
        var byKey = machines.Count == 0 ? null : await keys.Callers(machines, cancellation);
        foreach (var one in followed)
        {
            var now = (one.Caller.Kind == CallerKind.Member ? bySession : byKey)?.GetValueOrDefault(one.Id);
            if (now is null || !now.HasRightsOf(one.Caller))
                await one.End();
        }
    }

    private static List<Guid> Ids(IEnumerable<FollowedCaller> followed, CallerKind kind) =>
        [.. followed.Where(one => one.Caller.Kind == kind).Select(one => one.Id).Distinct()];
}

public sealed class FollowedCaller : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Action<FollowedCaller> _leave;

    internal FollowedCaller(Caller caller, Action<FollowedCaller> leave) => (Caller, _leave, Ended) = (caller, leave, _ended.Token);

    public Caller Caller { get; }

    public CancellationToken Ended { get; }

    /// <summary>Of the session or the key.</summary>
    internal Guid Id => Caller.SessionId ?? Caller.Id;

    /// <summary>The source needs no disposing: it has no timer, and somebody may be ending it right now.</summary>
    public void Dispose() => _leave(this);

    internal Task End()
    {
        _leave(this);
        return _ended.CancelAsync();
    }
}
