using System.Text;
using System.Text.Json;
using Hub.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Answers kept under their callers' keys, so that a call that is repeated happens once.</summary>
public sealed class IdempotentCalls(HubStore store, IDataProtectionProvider protection)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int Page = 200;

    // Answers hold messages and, once, a new API key.
    private readonly IDataProtector _protector = protection.CreateProtector("Hub.IdempotentAnswers");

    /// <returns>Null when the call is the first: it may run, and must end with <see cref="Keep"/> or <see cref="Forget"/>.</returns>
    public Task<EarlierCall?> Begin(Guid workspace, string key, string fingerprint, CancellationToken cancellation) =>
        store.Write(workspace, null, async db =>
        {
            var now = store.Now;
            var earlier = await db.IdempotentCalls.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Key == key, cancellation);
            if (earlier is not null && now - earlier.At < Kept)
                return Read(earlier, fingerprint);
            if (earlier is not null)
                await Remove(db, workspace, key, cancellation);
            db.IdempotentCalls.Add(new IdempotentCall { WorkspaceId = workspace, Key = key, Fingerprint = fingerprint, At = now });
            await db.SaveChangesAsync(cancellation);
            return null;
        }, cancellation);

    public Task Keep(Guid workspace, string key, int status, byte[] answer) => store.Write(workspace, null, db =>
    {
        var body = _protector.Protect(answer);
        return db.IdempotentCalls.Where(row => row.WorkspaceId == workspace && row.Key == key).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, status).SetProperty(row => row.Body, body));
    }, CancellationToken.None);

    /// <summary>The call failed on our side: it may be tried again under the same key.</summary>
    public Task Forget(Guid workspace, string key) =>
        store.Write(workspace, null, db => Remove(db, workspace, key, CancellationToken.None), CancellationToken.None);

    /// <summary>Forgets what was answered about these; that the calls were made is known still, so that none runs again.</summary>
    internal async Task<int> Erase(HubDb db, Guid workspace, IReadOnlyList<Guid> subjects, CancellationToken cancellation)
    {
        var (names, count) = (subjects.Select(id => id.ToString()).ToList(), 0);
        for (string? after = ""; after is not null;)
        {
            var page = await db.IdempotentCalls.Where(row => row.WorkspaceId == workspace && row.Body != null && row.Key.CompareTo(after) > 0)
                .OrderBy(row => row.Key).Take(Page).AsNoTracking().ToListAsync(cancellation);
            var about = page.FindAll(row => StoredText(row.Body!) is var text && names.Exists(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
                .ConvertAll(row => row.Key);
            count += await db.IdempotentCalls.Where(row => row.WorkspaceId == workspace && about.Contains(row.Key)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Body, (byte[]?)null).SetProperty(row => row.Status, (int?)null), cancellation);
            after = page.Count == Page ? page[^1].Key : null;
        }

        return count;
    }

    /// <summary>Drops answers that are no longer kept, of all workspaces.</summary>
    public Task Expire(CancellationToken cancellation)
    {
        var before = store.Now - Kept;
        return store.Write(null, null, db => db.IdempotentCalls.Where(row => row.At < before).ExecuteDeleteAsync(cancellation), cancellation);
    }

    // The answer's body stands in it as base64.
    private string StoredText(byte[] answer)
    {
        var stored = JsonDocument.Parse(_protector.Unprotect(answer)).RootElement;
        return stored.TryGetProperty("Body", out var body) && body.TryGetBytesFromBase64(out var bytes)
            ? stored.ToString() + Encoding.UTF8.GetString(bytes)
            : stored.ToString();
    }

    private EarlierCall Read(IdempotentCall call, string fingerprint) =>
        call.Fingerprint != fingerprint ? new EarlierCall.OtherRequest()
        : call is { Status: { } status, Body: { } body } ? new EarlierCall.Answered(status, _protector.Unprotect(body))
        : new EarlierCall.StillRunning();

    private static async Task Remove(HubDb db, Guid workspace, string key, CancellationToken cancellation)
    {
        await db.IdempotentCalls.Where(row => row.WorkspaceId == workspace && row.Key == key).ExecuteDeleteAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}

/// <summary>What is known of a call with the same key.</summary>
public abstract record EarlierCall
{
    private EarlierCall()
    {
    }

    public sealed record Answered(int Status, byte[] Answer) : EarlierCall;

    /// <summary>Or its process died: then nobody knows how it ended, and it must not simply run again.</summary>
    public sealed record StillRunning : EarlierCall;

    public sealed record OtherRequest : EarlierCall;
}
