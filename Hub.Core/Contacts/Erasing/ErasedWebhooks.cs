using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>
/// Empties the raw webhooks in which the contact stands. The rows stay, without their bytes: by their key the platform's resend of the same
/// bytes is known.
/// </summary>
public sealed class ErasedWebhooks(HubStore store, ConnectorRegistry connectors)
{
    private const int Chunk = 200;

    /// <returns>False when some wait to be applied: it has to be asked again.</returns>
    internal async Task<bool> Erase(ErasureWork work, CancellationToken cancellation)
    {
        var last = Ids.Before(work.Erasure.At.AddMilliseconds(1));
        var isAll = true;
        foreach (var connection in work.Plan.Connections)
        {
            var wanted = await Wanted.Load(store, work, connection, cancellation);
            await Unrouted(work, connection, wanted, last, cancellation); // first: one that is adopted meanwhile is found below
            for (var after = Guid.Empty; ;)
            {
                var page = await Page(work.Workspace, connection, after, last, cancellation);
                isAll &= page.TrueForAll(row => row.State != WebhookEventState.Pending);
                var hits = page.FindAll(row => row.State != WebhookEventState.Pending && row.Body.Length > 0 && IsAbout(row, row.Body, wanted))
                    .ConvertAll(row => row.Id);
                if (hits.Count > 0)
                    await work.Batch("webhooks", connection, db => Empty(db, work.Workspace, hits, cancellation), cancellation);
                if (page.Count < Chunk)
                    break;
                await work.Beat(cancellation);
                after = page[^1].Id;
            }
        }

        return isAll;
    }

    // What came while the account was switched off is nobody's, and waits to be applied: what it says of others must not be lost.
    private async Task Unrouted(ErasureWork work, Guid connection, Wanted wanted, Guid last, CancellationToken cancellation)
    {
        for (var after = Guid.Empty; ;)
        {
            var page = await store.Read(null, db => db.WebhookEvents
                .Where(row => row.State == WebhookEventState.Unrouted && row.Id.CompareTo(after) > 0 && row.Id.CompareTo(last) < 0 && db.Connections.Any(
                    found => found.WorkspaceId == work.Workspace && found.Id == connection && found.ConnectorId == row.ConnectorId
                        && found.AccountId == row.AccountId))
                .OrderBy(row => row.Id).Take(Chunk).ToListAsync(cancellation));
            var hits = page.FindAll(row => row.Body.Length > 0 && IsAbout(row, row.Body, wanted));
            if (hits.Count > 0)
                await work.Batch("webhooks", connection, db => Cut(db, hits, wanted, cancellation), cancellation);
            if (page.Count < Chunk)
                return;
            await work.Beat(cancellation);
            after = page[^1].Id;
        }
    }

    private async Task<int> Cut(HubDb db, List<WebhookEvent> hits, Wanted wanted, CancellationToken cancellation)
    {
        foreach (var hit in hits)
        {
            var row = db.WebhookEvents.Where(found => found.WorkspaceId == hit.WorkspaceId && found.Id == hit.Id && found.State == WebhookEventState.Unrouted);
            if (Rest(hit, wanted) is { } rest)
                await row.ExecuteUpdateAsync(set => set.SetProperty(found => found.Body, rest), cancellation);
            else
                await row.ExecuteDeleteAsync(cancellation);
        }

        return hits.Count;
    }

    // Null when it has nothing of anybody else, or when its bytes do not tell them apart: then it goes whole.
    private byte[]? Rest(WebhookEvent row, Wanted wanted)
    {
        var others = Parsed(row, row.Body)?.Events.Count(item => !wanted.IsIn(item)) ?? 0;
        if (others == 0 || JsonParts.Read(row.Body) is not { } root || JsonParts.Take(root, wanted.Marks, instead: null).Count == 0)
            return null;
        var rest = JsonSerializer.SerializeToUtf8Bytes(root);
        return Parsed(row, rest) is { Unreadable: null } left && left.Events.Count == others && !IsAbout(row, rest, wanted) ? rest : null;
    }

    private Task<List<WebhookEvent>> Page(Guid workspace, Guid connection, Guid after, Guid last, CancellationToken cancellation) =>
        store.Read(workspace, db => db.WebhookEvents
            .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && row.Id.CompareTo(after) > 0 && row.Id.CompareTo(last) < 0)
            .OrderBy(row => row.Id).Take(Chunk).ToListAsync(cancellation));

    private static Task<int> Empty(HubDb db, Guid workspace, List<Guid> ids, CancellationToken cancellation) => db.WebhookEvents
        .Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Body, Array.Empty<byte>()).SetProperty(row => row.FailureDetail, (string?)null), cancellation);

    private bool IsAbout(WebhookEvent row, byte[] body, Wanted wanted)
    {
        var parsed = Parsed(row, body);
        return parsed is { Unreadable: null }
            ? parsed.Events.Any(item => wanted.IsIn(item) || item is UnknownEvent && wanted.IsIn(body))
            : wanted.IsIn(body);
    }

    // A connector that throws has not read it.
    private ParsedPayload? Parsed(WebhookEvent row, byte[] body)
    {
        try
        {
            return connectors.As<IReceive>(row.ConnectorId)?.Parse(body);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private sealed record Wanted(HashSet<Identity> Identities, HashSet<string> Threads, HashSet<string> Messages, List<byte[]> Values)
    {
        /// <summary>As they stand in what platforms post.</summary>
        public IReadOnlySet<string> Marks { get; } = Identities.Select(identity => identity.Value).Concat(Threads).Concat(Messages)
            .ToHashSet(StringComparer.Ordinal);

        public static Task<Wanted> Load(HubStore store, ErasureWork work, Guid connection, CancellationToken cancellation) =>
            store.Read(work.Workspace, async db =>
            {
                var threads = work.Plan.Threads.FindAll(row => row.Connection == connection);
                var ids = threads.ConvertAll(row => row.Id);
                var keys = await db.Messages.Where(row => row.WorkspaceId == work.Workspace && ids.Contains(row.ConversationId) && row.Key != null)
                    .Select(row => row.Key!).ToListAsync(cancellation);
                var identities = work.Plan.Identities.FindAll(row => row.Connection == connection);
                return new Wanted(
                    [.. identities.Select(row => new Identity(row.Scheme, row.Value))], [.. threads.Select(row => row.Key)], [.. keys],
                    identities.ConvertAll(row => Encoding.UTF8.GetBytes(row.Value)));
            });

        public bool IsIn(ChannelEvent item) => (item.Contact?.Identities.Any(Identities.Contains) ?? false)
            || (item.ConversationKey is { } thread && Threads.Contains(thread))
            || (ErasedKeys.MessageKey(item) is { } message && Messages.Contains(message));

        // What nobody can read may still hold somebody.
        public bool IsIn(byte[] body) => Values.Exists(value => body.AsSpan().IndexOf(value) >= 0);
    }
}
