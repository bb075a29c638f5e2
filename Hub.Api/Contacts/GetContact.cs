using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>A contact, how channels name it, and which CRM records it is.</summary>
internal static class GetContact
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/contacts/{id:guid}", Handle).Needs(Permissions.ContactsRead).WithName("GetContact");

    public sealed record Response(ContactResponse Contact, IReadOnlyList<IdentityOf> Identities, IReadOnlyList<RecordOf> Records);

    public sealed record IdentityOf(Guid ConnectionId, string Scheme, string Value);

    public sealed record RecordOf(Guid ConnectionId, string RemoteId, DateTimeOffset LinkedAt);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var response = await store.Read(workspace, async db =>
        {
            var contact = await db.Contacts.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
            return contact is null ? null : new Response(
                ContactResponse.Of(contact),
                await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == id)
                    .Select(row => new IdentityOf(row.ConnectionId, row.Scheme, row.Value)).ToListAsync(cancellation),
                await db.ExternalIds.Where(row => row.WorkspaceId == workspace && row.Entity == SyncEntity.Contact && row.LocalId == id)
                    .Select(row => new RecordOf(row.ConnectionId, row.RemoteId, row.LinkedAt)).ToListAsync(cancellation));
        });
        return response is null ? ApiProblem.NotFound : TypedResults.Ok(response);
    }
}
