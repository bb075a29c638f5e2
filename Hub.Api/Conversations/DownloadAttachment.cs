using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>The bytes, to be saved: never shown by the browser under our own name, whatever they are.</summary>
internal static class DownloadAttachment
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/attachments/{id:guid}", Handle).Needs(Permissions.ConversationsRead).WithName("DownloadAttachment");

    private static async Task<Results<FileContentHttpResult, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var found = await store.Read(caller.WorkspaceId, db => db.Attachments.VisibleTo(db, caller)
            .Where(row => row.Id == id && row.State == AttachmentState.Stored)
            .Join(db.AttachmentBytes, row => new { row.WorkspaceId, row.Id }, bytes => new { bytes.WorkspaceId, bytes.Id },
                (row, bytes) => new { row.FileName, row.ContentType, bytes.Bytes })
            .FirstOrDefaultAsync(cancellation));
        if (found is null)
            return ApiProblem.NotFound;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, no-store";
        return TypedResults.File(found.Bytes, found.ContentType ?? "application/octet-stream", found.FileName ?? id.ToString("N"));
    }
}
