using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Lets an owner in again who cannot get in any more, on the word of whoever runs the server: nobody within the hub may do that to an owner.</summary>
public sealed class OwnerLinks(HubStore store)
{
    /// <summary>Stands in the audit list: neither a member nor a key.</summary>
    private const string Actor = "server";

    /// <param name="email">Which of several owners.</param>
    /// <param name="withoutAuthenticator">For one who has lost their app and their recovery codes: it is taken away, and their sessions end.</param>
    public async Task<OwnerLink> Make(string? email, bool withoutAuthenticator, CancellationToken cancellation)
    {
        var normalized = email is null ? null : Members.Normalized(email);
        var owners = await store.Read(null, db => db.Members
            .Where(row => row.RoleId == BuiltInRoles.Owner.Id && row.State != MemberState.Disabled
                && (normalized == null || row.NormalizedEmail == normalized))
            .OrderBy(row => row.Id).Select(row => new { row.WorkspaceId, row.Id, row.Email }).ToListAsync(cancellation));
        if (owners is not [var owner])
            return new OwnerLink.NotOne([.. owners.Select(one => one.Email)]);
        return await store.Write<OwnerLink>(owner.WorkspaceId, null, async db =>
        {
            var member = await db.Members.SingleAsync(row => row.WorkspaceId == owner.WorkspaceId && row.Id == owner.Id, cancellation);
            if (withoutAuthenticator && member.TotpEnabled)
            {
                (member.TotpEnabled, member.TotpKey, member.RecoveryCodes) = (false, null, null);
                await Sessions.EndAll(db, member, cancellation);
                db.Note(store, member.WorkspaceId, Actor, "member.totp_removed", member.Id);
            }

            var token = await Invitations.Add(db, store, member, InvitationKind.Accept, cancellation);
            db.Note(store, member.WorkspaceId, Actor, "member.link_made", member.Id);
            return new OwnerLink.Made(member.Email, token, member.TotpEnabled);
        }, cancellation);
    }
}

/// <summary>Closed.</summary>
public abstract record OwnerLink
{
    private OwnerLink()
    {
    }

    /// <param name="AsksForCode">The link does not let in without a code of the authenticator app, or a recovery code.</param>
    public sealed record Made(string Email, string Token, bool AsksForCode) : OwnerLink
    {
        public override string ToString() => nameof(Made);
    }

    /// <param name="Emails">Of the owners there are: none, or several of which one is to be named.</param>
    public sealed record NotOne(IReadOnlyList<string> Emails) : OwnerLink;
}
