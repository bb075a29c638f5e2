using Hub.Api.Auth;
using Hub.Api.Conversations;
using Hub.Api.Http;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>The receipt of an erasure as a text file, in the language of <c>language</c> or else of the caller.</summary>
internal static class GetErasureReceipt
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/erasures/{id:guid}/receipt", Handle)
        .Needs(Permissions.ContactsErase).NeedsSightOfAll().WithName("GetErasureReceipt").Produces<string>(StatusCodes.Status200OK, "text/plain");

    private static async Task<Results<FileContentHttpResult, ApiProblem>> Handle(
        Guid id, string? language, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (ReceiptFile.Problem(context, language, out var into) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var found = await store.Read(workspace, async db => (
            Erasure: await db.Erasures.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation),
            Workspace: await db.Workspaces.SingleAsync(row => row.Id == workspace, cancellation)));
        if (found.Erasure is not { } erasure)
            return ApiProblem.NotFound;
        var receipt = new ErasureReceipt(
            erasure, found.Workspace.Name, await store.Read(workspace, db => ActorNames.Of(db, workspace, erasure.Actor, cancellation)),
            WorkspaceSettings.Zone(found.Workspace));
        return ReceiptFile.Of(context, receipt.Text(into), into, erasure.At, erasure.Id);
    }
}
