using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Contacts;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>Takes the attribute away, and its values from all contacts.</summary>
internal static class DeleteContactAttribute
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/contact-attributes/{id:guid}", Handle).Needs(Permissions.LabelsManage).WithName("DeleteContactAttribute");

    private static async Task<Results<NoContent, ApiProblem>> Handle(
        Guid id, ContactAttributes attributes, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return await attributes.Delete(caller.WorkspaceId, id, caller.Actor, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;
    }
}
