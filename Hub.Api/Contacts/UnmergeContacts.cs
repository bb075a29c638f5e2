using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>
/// Takes a merged contact out again, with its identities, conversations, orders and fields. What has come in since stays with the identity
/// that it came through.
/// </summary>
internal static class UnmergeContacts
{
    private static readonly LocalizedText MergedOn = new(
        "The contact itself was merged into another one later. Undo that merge first.",
        "Khách hàng này sau đó đã được gộp vào khách hàng khác. Hãy hoàn tác lần gộp đó trước.");

    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/contacts/{id:guid}/merges/{mergeId:guid}", Handle)
        .Needs(Permissions.ContactsWrite).WithName("UnmergeContacts");

    private static async Task<Results<NoContent, ApiProblem>> Handle(
        Guid id, Guid mergeId, ContactMerges merges, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var isVisible = await store.Read(caller.WorkspaceId, async db =>
            await GetContact.Find(db, caller, id, cancellation) is not null
            || (caller.Sees == VisibilityScope.All && await db.MergedContacts.AnyAsync(
                row => row.WorkspaceId == caller.WorkspaceId && row.DropId == id, cancellation)));
        if (!isVisible)
            return ApiProblem.NotFound;
        return await merges.Unmerge(caller.WorkspaceId, id, mergeId, caller.Actor, cancellation) switch
        {
            UnmergeAnswer.Done => TypedResults.NoContent(),
            UnmergeAnswer.MergedOn => new ApiProblem(ProblemTypes.Conflict, MergedOn),
            _ => ApiProblem.NotFound,
        };
    }
}
