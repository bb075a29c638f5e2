using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Hosting;

/// <summary>The first member: who the configuration names, or somebody who signs in by a link and then says who they are.</summary>
internal static class BootstrapOwner
{
    private const string Unnamed = "owner@localhost";

    /// <exception cref="StartRefused">Only one of the two is set, or the password is too short.</exception>
    public static void Check(HubOptions options)
    {
        if (string.IsNullOrEmpty(options.BootstrapOwnerEmail) != string.IsNullOrEmpty(options.BootstrapOwnerPassword))
            throw new StartRefused("Set both Hub__BootstrapOwnerEmail and Hub__BootstrapOwnerPassword, or neither.");
        if (options.BootstrapOwnerPassword is { Length: > 0 and < MemberIdentity.ShortestPassword })
            throw new StartRefused($"Hub__BootstrapOwnerPassword must have at least {MemberIdentity.ShortestPassword} characters.");
    }

    /// <returns>The token of a sign-in link while no owner has ever come in, else null.</returns>
    public static async Task<string?> Prepare(HubDb db, HubStore store, HubOptions options, Guid workspace)
    {
        var owner = await db.Members.Where(row => row.WorkspaceId == workspace && row.RoleId == BuiltInRoles.Owner.Id)
            .OrderByDescending(row => row.State == MemberState.Active).ThenBy(row => row.Id).FirstOrDefaultAsync();
        if (owner is null)
            db.Members.Add(owner = New(store, options, workspace));
        return owner.State == MemberState.Invited
            ? await Invitations.Add(db, store, owner, InvitationKind.SignIn, CancellationToken.None)
            : null;
    }

    private static Member New(HubStore store, HubOptions options, Guid workspace)
    {
        var email = string.IsNullOrEmpty(options.BootstrapOwnerEmail) ? Unnamed : options.BootstrapOwnerEmail.Trim();
        var owner = Members.New(store, workspace, email, "Owner", BuiltInRoles.Owner.Id);
        if (string.IsNullOrEmpty(options.BootstrapOwnerPassword))
            return owner;
        owner.PasswordHash = new PasswordHasher<Member>().HashPassword(owner, options.BootstrapOwnerPassword);
        owner.State = MemberState.Active;
        return owner;
    }
}
