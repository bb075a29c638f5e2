using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Ingest;

/// <summary>
/// The bytes as they came, to be saved. They hold what people wrote, to whichever team: who may not read all conversations gets none.
/// </summary>
internal static class GetWebhookBody
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/webhook-events/{id:guid}/body", Handle)
        .Needs(Permissions.ConversationsRead).Needs(Permissions.WebhooksRead).NeedsSightOfAll().WithName("GetWebhookBody");

    private static async Task<Results<FileContentHttpResult, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var body = await store.Read(workspace, db => db.WebhookEvents
            .Where(row => row.WorkspaceId == workspace && row.Id == id).Select(row => row.Body).FirstOrDefaultAsync(cancellation));
        if (body is null)
            return ApiProblem.NotFound;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(body, "application/octet-stream", $"{id:N}.bin");
    }
}
