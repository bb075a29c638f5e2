using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>A contact's card. The id of one that was merged finds the contact that it is now, so that old links lead on.</summary>
internal static class GetContact
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/contacts/{id:guid}", Handle).Needs(Permissions.ContactsRead).WithName("GetContact");

    private static async Task<Results<Ok<ContactCard>, ApiProblem>> Handle(
        Guid id, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var card = await store.Read(caller.WorkspaceId, async db =>
            await Find(db, caller, await Now(db, caller.WorkspaceId, id, cancellation), cancellation) is { } contact
                ? await ContactCard.Load(db, caller, contact, mapper, cancellation)
                : null);
        return card is null ? ApiProblem.NotFound : TypedResults.Ok(card);
    }

    /// <returns>Null when it is not there, or not for the caller.</returns>
    public static Task<Contact?> Find(HubDb db, Caller caller, Guid id, CancellationToken cancellation) => db.Contacts.VisibleTo(db, caller)
        .FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);

    private static async Task<Guid> Now(HubDb db, Guid workspace, Guid id, CancellationToken cancellation)
    {
        while (await db.MergedContacts.Where(row => row.WorkspaceId == workspace && row.DropId == id)
            .Select(row => (Guid?)row.KeepId).FirstOrDefaultAsync(cancellation) is { } kept)
            id = kept;
        return id;
    }
}
