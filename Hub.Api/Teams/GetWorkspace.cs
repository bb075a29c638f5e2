using Hub.Api.Auth;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

internal static class GetWorkspace
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/workspace", Handle).Needs(Permissions.MembersRead).WithName("GetWorkspace");

    private static async Task<Ok<WorkspaceResponse>> Handle(HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        return TypedResults.Ok(WorkspaceResponse.Of(
            await store.Read(workspace, db => db.Workspaces.SingleAsync(row => row.Id == workspace, cancellation))));
    }
}

/// <param name="DefaultCountry">ISO 3166: of phone numbers without a country code.</param>
/// <param name="Language"><c>vi</c> or <c>en</c>.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record WorkspaceResponse(Guid Id, string Name, string DefaultCountry, string Language, string TimeZone)
{
    public static WorkspaceResponse Of(Workspace row) => new(
        row.Id, row.Name, row.DefaultCountry ?? PhoneNumber.HomeCountry, row.Language ?? WorkspaceSettings.HomeLanguage,
        row.TimeZone ?? WorkspaceSettings.HomeTimeZone);
}
