using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>The rule that nobody gives more than they have: without it, whoever may invite could make themselves an owner.</summary>
internal static class Rights
{
    public static bool MayGive(this Caller caller, RoleView role) => role.Permissions.All(caller.May) && role.Sees <= caller.Sees;

    public static async Task<RoleView> RoleOf(HubDb db, Guid workspace, Guid id, CancellationToken cancellation) =>
        RoleView.Of(id, await db.Roles.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation));

    /// <returns>Null when the caller may give the role.</returns>
    public static async Task<PeopleAnswer?> NotGivable(HubDb db, Caller caller, Guid roleId, CancellationToken cancellation)
    {
        var row = await db.Roles.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == roleId, cancellation);
        if (row is null && BuiltInRoles.Find(roleId) is null)
            return new PeopleAnswer.NoSuchRole();
        return caller.MayGive(RoleView.Of(roleId, row)) ? null : new PeopleAnswer.MoreThanOwn();
    }
}
