using System.Collections.Concurrent;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Makes, finds and revokes the keys of machines.</summary>
public sealed class ApiKeys(HubStore store, TimeProvider clock)
{
    public const string KeyPrefix = "hub_";
    private const int ShownCharacters = 10;
    private const int MaxEntries = 10_000;

    // How long a key that was revoked on another node still works here.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>256 random bits.</summary>
    public static string NewKey() => KeyPrefix + SecretToken.New();

    public static string Hash(string key) => SecretToken.Hash(key);

    public static ApiKey Row(HubStore store, Guid workspace, string name, string key, IEnumerable<string> scopes) => new()
    {
        WorkspaceId = workspace,
        Id = store.Ids.Next(),
        Name = name,
        Hash = Hash(key),
        Prefix = key[..ShownCharacters],
        Scopes = string.Join(' ', scopes.Distinct(StringComparer.Ordinal)),
        CreatedAt = store.Now,
    };

    /// <returns>The row, and the key itself, which cannot be had again.</returns>
    public async Task<(ApiKey Row, string Key)> Create(
        Guid workspace, string name, IReadOnlyCollection<string> scopes, string actor, CancellationToken cancellation)
    {
        var key = NewKey();
        var row = Row(store, workspace, name, key, scopes);
        await store.Write(workspace, null, db =>
        {
            db.ApiKeys.Add(row);
            db.Note(store, workspace, actor, "api_key.created", row.Id);
            return Task.CompletedTask;
        }, cancellation);
        return (row, key);
    }

    /// <returns>Null when there is no such key, or no longer.</returns>
    public async ValueTask<Caller?> Find(string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        var now = clock.GetUtcNow();
        if (_entries.TryGetValue(hash, out var entry) && entry.Until > now)
            return entry.Caller;
        var row = await store.Read(null, db => db.ApiKeys.FirstOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, cancellation));
        if (row is null)
            return null; // not remembered: a flood of guesses must not fill the memory
        if (row.LastUsedAt is null || now - row.LastUsedAt > UseNoted)
            await NoteUse(row, cancellation);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        var caller = Caller.Key(row.WorkspaceId, row.Id, row.Scopes.Split(' '));
        _entries[hash] = new Entry(caller, now + Remembered);
        return caller;
    }

    /// <summary>What these keys may do now; without those that were revoked.</summary>
    public async Task<IReadOnlyDictionary<Guid, Caller>> Callers(IReadOnlyCollection<Guid> keys, CancellationToken cancellation) =>
        (await store.Read(null, db => db.ApiKeys.Where(row => keys.Contains(row.Id) && row.RevokedAt == null).ToListAsync(cancellation)))
        .ToDictionary(row => row.Id, row => Caller.Key(row.WorkspaceId, row.Id, row.Scopes.Split(' ')));

    /// <returns>False when the workspace has no such key.</returns>
    public async Task<bool> Revoke(Guid workspace, Guid id, string actor, CancellationToken cancellation)
    {
        var hash = await store.Write(workspace, null, async db =>
        {
            var row = await db.ApiKeys.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
            if (row is { RevokedAt: null })
            {
                row.RevokedAt = store.Now;
                db.Note(store, workspace, actor, "api_key.revoked", id);
            }

            return row?.Hash;
        }, cancellation);
        if (hash is not null)
            _entries.TryRemove(hash, out _);
        return hash is not null;
    }

    private Task NoteUse(ApiKey key, CancellationToken cancellation) => store.Write(key.WorkspaceId, null, db =>
        db.ApiKeys.Where(row => row.WorkspaceId == key.WorkspaceId && row.Id == key.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, store.Now), cancellation), cancellation);

    private readonly record struct Entry(Caller Caller, DateTimeOffset Until);
}
