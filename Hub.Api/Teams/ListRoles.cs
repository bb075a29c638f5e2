using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>All roles on one page, the built-in ones first; and the permissions that roles are made of.</summary>
internal static class ListRoles
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/roles", Handle).Needs(Permissions.MembersRead).WithName("ListRoles");
        api.MapGet("/permissions", ListPermissions).NeedsCaller().WithName("ListPermissions");
    }

    private static async Task<Ok<Page<RoleResponse>>> Handle(RoleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var language = Language.Of(context.Request);
        var roles = await desk.List(context.Caller().WorkspaceId, cancellation);
        return TypedResults.Ok(new Page<RoleResponse>([.. roles.Select(role => RoleResponse.Of(role, language))], null));
    }

    private static Ok<Page<PermissionResponse>> ListPermissions(HttpContext context)
    {
        var language = Language.Of(context.Request);
        return TypedResults.Ok(new Page<PermissionResponse>(
            [.. PermissionTexts.All.Select(permission => new PermissionResponse(permission.Key, permission.Value.In(language)))], null));
    }
}

/// <param name="Description">In the language of the request.</param>
public sealed record PermissionResponse(string Name, string Description);
