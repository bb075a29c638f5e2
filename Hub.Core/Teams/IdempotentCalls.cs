using Hub.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Answers kept under their callers' keys, so that a call that is repeated happens once.</summary>
public sealed class IdempotentCalls(HubStore store, IDataProtectionProvider protection)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

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

    /// <summary>Drops answers that are no longer kept, of all workspaces.</summary>
    public Task Expire(CancellationToken cancellation)
    {
        var before = store.Now - Kept;
        return store.Write(null, null, db => db.IdempotentCalls.Where(row => row.At < before).ExecuteDeleteAsync(cancellation), cancellation);
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
