using System.Collections.Concurrent;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Begins, finds and ends sessions.</summary>
public sealed class Sessions(HubStore store, TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>A session that nobody used for so long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(7);
    private const int LongestAgent = 200;
    private const int MaxEntries = 10_000;

    // How long rights that were taken away on another node still work here.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <returns>The token for the cookie, which cannot be had again.</returns>
    public async Task<string> Begin(Member member, string? agent, CancellationToken cancellation)
    {
        var token = SecretToken.New();
        await store.Write(member.WorkspaceId, null, async db =>
        {
            var now = store.Now;
            await db.Sessions.Where(row => row.WorkspaceId == member.WorkspaceId && row.MemberId == member.Id && row.ExpiresAt <= now)
                .ExecuteDeleteAsync(cancellation);
            db.Sessions.Add(new Session
            {
                WorkspaceId = member.WorkspaceId,
                Id = store.Ids.Next(),
                MemberId = member.Id,
                Hash = SecretToken.Hash(token),
                SecurityStamp = member.SecurityStamp,
                Agent = agent is { Length: > LongestAgent } ? agent[..LongestAgent] : agent,
                CreatedAt = now,
                LastSeenAt = now,
                ExpiresAt = now + Longest,
            });
            await Seen(db, member.WorkspaceId, member.Id, cancellation);
        }, cancellation);
        return token;
    }

    /// <returns>Null when the session is over, or its member may not be here any more.</returns>
    public async ValueTask<Caller?> Find(string token, CancellationToken cancellation)
    {
        var hash = SecretToken.Hash(token);
        var now = clock.GetUtcNow();
        if (_entries.TryGetValue(hash, out var entry) && entry.Until > now)
            return entry.Caller;
        var found = await Load(row => row.Hash == hash, cancellation);
        if (found is not [var live])
            return null; // not remembered: a flood of guesses must not fill the memory
        if (now - live.LastSeenAt > UseNoted)
            await NoteUse(live.Caller, cancellation);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[hash] = new Entry(live.Caller, now + Remembered);
        return live.Caller;
    }

    /// <summary>What the members of these sessions may do now; without those that are over.</summary>
    public async Task<IReadOnlyDictionary<Guid, Caller>> Callers(IReadOnlyCollection<Guid> sessions, CancellationToken cancellation) =>
        (await Load(row => sessions.Contains(row.Id), cancellation)).ToDictionary(live => live.Caller.SessionId!.Value, live => live.Caller);

    /// <returns>False when the member has no such session.</returns>
    public async Task<bool> End(Guid workspace, Guid member, Guid session, CancellationToken cancellation)
    {
        var ended = await store.Write(workspace, null, db => db.Sessions
            .Where(row => row.WorkspaceId == workspace && row.MemberId == member && row.Id == session)
            .ExecuteDeleteAsync(cancellation), cancellation);
        Forget(member);
        return ended > 0;
    }

    /// <summary>All of a member's but one.</summary>
    public async Task EndOthers(Guid workspace, Guid member, Guid? kept, CancellationToken cancellation)
    {
        await store.Write(workspace, null, db => db.Sessions
            .Where(row => row.WorkspaceId == workspace && row.MemberId == member && row.Id != kept)
            .ExecuteDeleteAsync(cancellation), cancellation);
        Forget(member);
    }

    /// <summary>All of a member's, in a transaction: also one that somebody begins right now, by the changed stamp.</summary>
    public static Task EndAll(HubDb db, Member member, CancellationToken cancellation)
    {
        (member.SecurityStamp, member.ConcurrencyStamp) = (MemberStore.NewStamp(), MemberStore.NewStamp());
        return db.Sessions.Where(row => row.WorkspaceId == member.WorkspaceId && row.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Those that are over, of all workspaces.</summary>
    public Task Expire(CancellationToken cancellation)
    {
        var (now, unused) = (store.Now, store.Now - Idle);
        return store.Write(null, null, async db =>
        {
            await db.Sessions.Where(row => row.ExpiresAt < now || row.LastSeenAt < unused).ExecuteDeleteAsync(cancellation);
            await db.Invitations.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        }, cancellation);
    }

    /// <summary>A member's rights have changed: the next call asks again.</summary>
    public void Forget(Guid? member = null)
    {
        foreach (var (hash, entry) in _entries)
            if (member is null || entry.Caller.Id == member)
                _entries.TryRemove(hash, out _);
    }

    private Task<List<LiveSession>> Load(
        System.Linq.Expressions.Expression<Func<Session, bool>> which, CancellationToken cancellation) => store.Read(null, async db =>
        {
            var now = store.Now;
            var unused = now - Idle;
            var rows = await (
                from session in db.Sessions.Where(which)
                where session.ExpiresAt > now && session.LastSeenAt > unused
                join member in db.Members on new { session.WorkspaceId, Id = session.MemberId } equals new { member.WorkspaceId, member.Id }
                where member.State == MemberState.Active && member.SecurityStamp == session.SecurityStamp
                select new
                {
                    Session = session,
                    member.RoleId,
                    Role = db.Roles.FirstOrDefault(role => role.WorkspaceId == member.WorkspaceId && role.Id == member.RoleId),
                    Teams = db.TeamMembers.Where(team => team.WorkspaceId == member.WorkspaceId && team.MemberId == member.Id)
                        .Select(team => team.TeamId).ToList(),
                }).ToListAsync(cancellation);
            return rows.ConvertAll(row => new LiveSession(
                Caller.Member(row.Session, RoleView.Of(row.RoleId, row.Role), row.Teams), row.Session.LastSeenAt));
        });

    private Task NoteUse(Caller caller, CancellationToken cancellation) => store.Write(caller.WorkspaceId, null, async db =>
    {
        await db.Sessions.Where(row => row.WorkspaceId == caller.WorkspaceId && row.Id == caller.SessionId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, store.Now), cancellation);
        await Seen(db, caller.WorkspaceId, caller.Id, cancellation);
    }, cancellation);

    private Task<int> Seen(HubDb db, Guid workspace, Guid member, CancellationToken cancellation) => db.Members
        .Where(row => row.WorkspaceId == workspace && row.Id == member)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, store.Now), cancellation);

    private readonly record struct Entry(Caller Caller, DateTimeOffset Until);

    private sealed record LiveSession(Caller Caller, DateTimeOffset LastSeenAt);
}
