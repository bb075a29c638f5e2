using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>Contacts that may be the same person, with what speaks for it. Nothing is merged by itself.</summary>
internal static class ListDuplicates
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/contacts/{id:guid}/duplicates", Handle).Needs(Permissions.ContactsRead).WithName("ListDuplicates");

    public sealed record Response(IReadOnlyList<Suggestion> Items);

    public sealed record Suggestion(ContactResponse Contact, IReadOnlyList<EvidenceOf> Evidence);

    public sealed record EvidenceOf(EvidenceKind Kind, string Value);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var found = await store.Read(caller.WorkspaceId, async db => await GetContact.Find(db, caller, id, cancellation) is { } contact
            ? await ContactDuplicates.Find(db, caller, contact, cancellation)
            : null);
        return found is null ? ApiProblem.NotFound : TypedResults.Ok(new Response(found.ConvertAll(row => new Suggestion(
            ContactResponse.Of(row.Contact), row.Evidence.ConvertAll(item => new EvidenceOf(item.Kind, item.Value))))));
    }
}
