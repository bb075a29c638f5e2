using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Api.Search;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>The last seen first.</summary>
internal static class ListContacts
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/contacts", Handle).Needs(Permissions.ContactsRead).WithName("ListContacts");

    /// <param name="labelId">With a conversation that has this label.</param>
    /// <param name="q">Words of the name, phone or address.</param>
    private static async Task<Results<Ok<Page<ContactResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Guid? labelId, string? q, Searcher search, HubStore store, HttpContext context,
        CancellationToken cancellation)
    {
        if ((page.Check(out var after) ?? ListWords.Check(q)) is { } problem)
            return problem;
        var caller = context.Caller();
        var found = await ListWords.Find(q, words => search.ContactIds(caller, words, cancellation));
        var rows = await store.Read(caller.WorkspaceId, db => Labelled(db.Contacts.VisibleTo(db, caller), db, caller, labelId)
            .Where(row => found == null || found.Contains(row.Id))
            .Where(row => after == null || row.LastSeenAt < after.Value.At
                || (row.LastSeenAt == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.LastSeenAt).ThenByDescending(row => row.Id).Take(page.Size + 1)
            .ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.LastSeenAt, row.Id), ContactResponse.Of));
    }

    private static IQueryable<Contact> Labelled(IQueryable<Contact> rows, HubDb db, Caller caller, Guid? label)
    {
        if (label is null)
            return rows;
        var marks = db.ConversationLabels.Where(mark => mark.WorkspaceId == caller.WorkspaceId && mark.LabelId == label);
        var threads = db.Conversations.VisibleTo(caller).Where(thread => marks.Any(mark => mark.ConversationId == thread.Id));
        return rows.Where(row => threads.Any(thread => thread.ContactId == row.Id));
    }
}
