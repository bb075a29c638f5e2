using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>Everything about one contact: a zip of JSON files and attachments. Who took it stands in the audit log.</summary>
internal static class ExportContact
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/contacts/{id:guid}/export", Handle)
        .Needs(Permissions.ContactsExport).NeedsSightOfAll().WithName("ExportContact").Produces<byte[]>(StatusCodes.Status200OK, "application/zip");

    private static async Task<Results<PushStreamHttpResult, ApiProblem>> Handle(
        Guid id, ContactArchive archive, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (!await archive.Note(caller, id, cancellation))
            return ApiProblem.NotFound;
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(
            output => archive.Write(caller.WorkspaceId, id, output, cancellation), "application/zip", $"contact-{id}.zip");
    }
}
