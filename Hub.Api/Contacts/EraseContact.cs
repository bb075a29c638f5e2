using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>
/// Erases a contact for good. Name, number and ways to them are gone with the answer; the rest goes in the background, and the receipt says
/// when that is done. Export first what is to be kept.
/// </summary>
internal static class EraseContact
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/contacts/{id:guid}/erasure", Handle)
        .Needs(Permissions.ContactsErase).NeedsSightOfAll().WithName("EraseContact");

    private static async Task<Results<Accepted<ErasureResponse>, ApiProblem>> Handle(
        Guid id, ContactErasure erasures, HttpContext context, CancellationToken cancellation) =>
        await erasures.Begin(context.Caller(), id, cancellation) is { } begun
            ? TypedResults.Accepted($"/api/v1/erasures/{begun.Id}", ErasureResponse.Of(begun))
            : ApiProblem.NotFound;
}
