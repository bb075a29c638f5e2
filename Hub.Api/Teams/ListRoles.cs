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

    /// <param name="Description">In the language of the request.</param>
    public sealed record Permission(string Name, string Description);

    private static async Task<Ok<Page<RoleResponse>>> Handle(RoleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var language = Language.Of(context.Request);
        var roles = await desk.List(context.Caller().WorkspaceId, cancellation);
        return TypedResults.Ok(new Page<RoleResponse>([.. roles.Select(role => RoleResponse.Of(role, language))], null));
    }

    private static Ok<Page<Permission>> ListPermissions(HttpContext context)
    {
        var language = Language.Of(context.Request);
        return TypedResults.Ok(new Page<Permission>(
            [.. PermissionTexts.All.Select(permission => new Permission(permission.Key, permission.Value.In(language)))], null));
    }
}
