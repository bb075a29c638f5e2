using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>What wants the member: mentions, assignments, and connections that need somebody; the newest first.</summary>
internal static class ListNotifications
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/notifications", List).NeedsMember().WithName("ListNotifications");
        api.MapPatch("/notifications/{id:guid}", Change).NeedsMember().WithName("ChangeNotification");
        api.MapPatch("/notifications", ChangeAll).NeedsMember().WithName("ChangeNotifications");
    }

    /// <param name="ConversationId">Null when it is about a connection.</param>
    /// <param name="ConnectionId">The connection, or the webhook endpoint, that wants somebody.</param>
    /// <param name="ContactName">Null when the member may not see the conversation any more.</param>
    /// <param name="NoteId">With a mention.</param>
    public sealed record NotificationResponse(
        Guid Id, NotificationKind Kind, Guid? ConversationId, string? ContactName, Guid? NoteId, Guid? ConnectionId, string? ConnectionName,
        bool IsWebhook, ActorResponse Actor, DateTimeOffset At, DateTimeOffset? ReadAt)
    {
        internal static NotificationResponse Of(Notification row, string? contactName, Account? account) => new(
            row.Id, row.Kind, row.ConversationId == Guid.Empty ? null : row.ConversationId, contactName, row.NoteId, row.ConnectionId,
            account?.Name, account?.ConnectorId == WebhookConnector.Id, ActorResponse.Of(row.Actor), row.At, row.ReadAt);
    }

    public sealed record NotificationRequest(bool Read);

    internal sealed record Account(Guid Id, string ConnectorId, string Name);

    private static async Task<Results<Ok<Page<NotificationResponse>>, ApiProblem>> List(
        [AsParameters] PageQuery page, bool? unread, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var caller = context.Caller();
        var (rows, names, accounts) = await store.Read(caller.WorkspaceId, async db =>
        {
            var found = await Mine(db, caller)
                .Where(row => unread != true || row.ReadAt == null)
                .Where(row => after == null || row.At < after.Value.At || (row.At == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
                .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            return (found, await Names(db, caller, found, cancellation), await Accounts(db, caller, found, cancellation));
        });
        return TypedResults.Ok(Pages.Of(
            rows, page.Size, row => new Cursor(row.At, row.Id), row => NotificationResponse.Of(
                row, names.GetValueOrDefault(row.ConversationId), accounts.GetValueOrDefault(row.ConnectionId ?? Guid.Empty))));
    }

    private static Task<Dictionary<Guid, string?>> Names(
        HubDb db, Caller caller, List<Notification> rows, CancellationToken cancellation)
    {
        var threads = caller.May(Permissions.ConversationsRead) ? rows.Select(row => row.ConversationId).Distinct().ToList() : [];
        return db.Conversations.VisibleTo(caller).Where(row => threads.Contains(row.Id))
            .Join(db.Contacts, row => new { row.WorkspaceId, Id = row.ContactId }, contact => new { contact.WorkspaceId, contact.Id },
                (row, contact) => new { row.Id, contact.DisplayName })
            .ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
    }

    private static Task<Dictionary<Guid, Account>> Accounts(HubDb db, Caller caller, List<Notification> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.ConnectionId).OfType<Guid>().Distinct().ToList();
        return db.Connections.Where(row => row.WorkspaceId == caller.WorkspaceId && ids.Contains(row.Id))
            .Select(row => new Account(row.Id, row.ConnectorId, row.Name)).ToDictionaryAsync(row => row.Id, cancellation);
    }

    private static async Task<Results<NoContent, ApiProblem>> Change(
        Guid id, NotificationRequest request, HubStore store, HttpContext context, CancellationToken cancellation) =>
        await Set(store, context.Caller(), rows => rows.Where(row => row.Id == id), request.Read, cancellation) > 0
            ? TypedResults.NoContent()
            : ApiProblem.NotFound;

    private static async Task<NoContent> ChangeAll(
        NotificationRequest request, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        await Set(store, context.Caller(), rows => rows.Where(row => (row.ReadAt == null) == request.Read), request.Read, cancellation);
        return TypedResults.NoContent();
    }

    private static Task<int> Set(
        HubStore store, Caller caller, Func<IQueryable<Notification>, IQueryable<Notification>> which, bool read, CancellationToken cancellation)
    {
        var at = read ? store.Now : (DateTimeOffset?)null;
        return store.Write(caller.WorkspaceId, null, async db =>
        {
            db.Changes.Tell(new FeedEvent(caller.WorkspaceId, FeedEventType.NotificationChanged, MemberId: caller.Id));
            return await which(Mine(db, caller)).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, at), cancellation);
        }, cancellation);
    }

    private static IQueryable<Notification> Mine(HubDb db, Caller caller) =>
        db.Notifications.Where(row => row.WorkspaceId == caller.WorkspaceId && row.MemberId == caller.Id);
}
