using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>
/// Forgets what channels are not to keep any longer: messages with their files and reactions, and what platforms posted. Ids rise with the time at which
/// the hub received something, so that each run goes on where the last one ended and reads nothing twice.
/// </summary>
public sealed class ChannelRetention(HubStore store, TimeProvider clock)
{
    public const int Fewest = 30;
    public const int Most = 3650;
    private const int Page = 500;
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Some in one transaction, then a rest as long as it took, since the channel's webhooks wait meanwhile. What a run does not get to, the next one
    /// does.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        var end = store.Now + Turn;
        var connections = await store.Read(null, db => db.Connections.Where(row => row.RetentionDays != null)
            .Select(row => new { row.WorkspaceId, row.Id }).ToListAsync(cancellation));
        foreach (var connection in connections)
            for (var isMore = true; isMore && store.Now < end;)
            {
                var start = clock.GetTimestamp();
                isMore = await Step(connection.WorkspaceId, connection.Id, cancellation);
                if (isMore)
                    await Rest.After(clock, start, cancellation);
            }
    }

    /// <summary>What a platform tells again, or late, of a time that is forgotten.</summary>
    internal static IReadOnlyList<ChannelEvent> Kept(IReadOnlyList<ChannelEvent> events, int days, DateTimeOffset now)
    {
        var first = now.AddDays(-days);
        return [.. events.Where(item => item is not (MessageEvent or EditEvent or ReactionEvent or DeletionEvent or StatusEvent or CommentEvent) || item.OccurredAt >= first)];
    }

    /// <returns>Whether there is more.</returns>
    private Task<bool> Step(Guid workspace, Guid id, CancellationToken cancellation) => store.Write(workspace, id, async db =>
    {
        var connection = await db.Connections.SingleAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
        if (connection.RetentionDays is not { } days)
            return false;
        var (from, until) = (connection.ForgottenTo ?? Guid.Empty, Ids.Before(store.Now.AddDays(-days)));
        if (from.CompareTo(until) >= 0)
            return false; // kept longer now than before
        var page = await db.Messages.Where(row => row.WorkspaceId == workspace && row.Id.CompareTo(from) >= 0 && row.Id.CompareTo(until) < 0)
            .OrderBy(row => row.Id).Take(Page + 1).Select(row => new Old(row.Id, row.ConnectionId, row.Key)).ToListAsync(cancellation);
        var isMore = page.Count > Page;
        if (isMore)
            until = page[Page].Id;
        var posted = await db.WebhookEvents.Where(row => row.WorkspaceId == workspace && row.Id.CompareTo(from) >= 0 && row.Id.CompareTo(until) < 0)
            .OrderBy(row => row.Id).Take(Page + 1).Select(row => new Posted(row.Id, row.ConnectionId, row.State)).ToListAsync(cancellation);
        if (posted.Count > Page)
            (isMore, until) = (true, posted[Page].Id);
        await Messages(db, connection, page.FindAll(row => row.ConnectionId == id && row.Id.CompareTo(until) < 0), cancellation);
        await db.Comments
            .Where(row => row.WorkspaceId == workspace && row.ConnectionId == id && row.Id.CompareTo(from) >= 0 && row.Id.CompareTo(until) < 0)
            .ExecuteDeleteAsync(cancellation);
        await Webhooks(
            db, workspace, posted.FindAll(row => row.ConnectionId == id && row.Id.CompareTo(until) < 0 && row.State != WebhookEventState.Pending), cancellation);
        connection.ForgottenTo = until;
        return isMore;
    }, cancellation);

    private static async Task Messages(HubDb db, Connection connection, List<Old> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        var (workspace, ids) = (connection.WorkspaceId, rows.ConvertAll(row => row.Id));
        var keys = rows.Select(row => row.Key).OfType<string>().ToList();
        var files = await db.Attachments.Where(row => row.WorkspaceId == workspace && ids.Contains(row.MessageId)).Select(row => row.Id)
            .ToListAsync(cancellation);
        await AttachmentRemoval.Remove(db, workspace, files, cancellation);
        await ErasedThreads.Deliveries(db, workspace, connection.Id, [.. ids, .. files], cancellation); // vendors quote what they were sent
        await db.Reactions.Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection.Id && keys.Contains(row.MessageKey))
            .ExecuteDeleteAsync(cancellation);
        await db.MessageFacts.Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection.Id && keys.Contains(row.MessageKey))
            .ExecuteDeleteAsync(cancellation);
        await db.Conversations.Where(row => row.WorkspaceId == workspace && row.LastMessageId != null && ids.Contains(row.LastMessageId.Value)
                && row.ConnectionId == connection.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastMessageId, (Guid?)null), cancellation);
        await db.Messages.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    private static async Task Webhooks(HubDb db, Guid workspace, List<Posted> rows, CancellationToken cancellation)
    {
        var ids = rows.ConvertAll(row => row.Id);
        if (ids.Count > 0)
            await db.WebhookEvents.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Body, Array.Empty<byte>()).SetProperty(row => row.FailureDetail, (string?)null), cancellation);
    }

    private sealed record Posted(Guid Id, Guid ConnectionId, WebhookEventState State);

    private sealed record Old(Guid Id, Guid ConnectionId, string? Key);
}
