using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>Corrects a contact. A name given here stays, whatever the platforms call the person later.</summary>
internal static class ChangeContact
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/contacts/{id:guid}", Handle).Needs(Permissions.ContactsWrite).WithName("ChangeContact");

    private static async Task<Results<Ok<ContactResponse>, ApiProblem>> Handle(
        Guid id, ContactRequest request, ContactDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (await store.Read(caller.WorkspaceId, db => GetContact.Find(db, caller, id, cancellation)) is null)
            return ApiProblem.NotFound;
        return await desk.Change(caller, id, request.ToDraft(), cancellation) switch
        {
            ContactAnswer.Done done => TypedResults.Ok(ContactResponse.Of(done.Contact)),
            ContactAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problems),
            _ => ApiProblem.NotFound,
        };
    }
}
