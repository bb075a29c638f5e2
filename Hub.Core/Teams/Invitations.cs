using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Links that let a member in once.</summary>
public sealed class Invitations(HubStore store)
{
    public static readonly TimeSpan Good = TimeSpan.FromDays(7);

    // The first start's link is in a terminal or a log.
    public static readonly TimeSpan FirstGood = TimeSpan.FromHours(24);

    /// <summary>Adds a link to the transaction, in place of the member's earlier ones.</summary>
    /// <returns>The token, which cannot be had again.</returns>
    public static async Task<string> Add(HubDb db, HubStore store, Member member, InvitationKind kind, CancellationToken cancellation)
    {
        var token = SecretToken.New();
        await db.Invitations.Where(row => row.WorkspaceId == member.WorkspaceId && row.MemberId == member.Id)
            .ExecuteDeleteAsync(cancellation);
        db.Invitations.Add(new Invitation
        {
            WorkspaceId = member.WorkspaceId,
            Id = store.Ids.Next(),
            MemberId = member.Id,
            Kind = kind,
            Hash = SecretToken.Hash(token),
            CreatedAt = store.Now,
            ExpiresAt = store.Now + (kind == InvitationKind.SignIn ? FirstGood : Good),
        });
        return token;
    }

    /// <returns>Whose link it is; null when it is used, replaced, expired or never was, or its member is disabled.</returns>
    public Task<Member?> Find(string token, InvitationKind kind, CancellationToken cancellation)
    {
        var (hash, now) = (SecretToken.Hash(token), store.Now);
        return store.Read(null, db => (
            from invitation in db.Invitations
            where invitation.Hash == hash && invitation.Kind == kind && invitation.ExpiresAt > now
            join member in db.Members on new { invitation.WorkspaceId, Id = invitation.MemberId } equals new { member.WorkspaceId, member.Id }
            where member.State != MemberState.Disabled
            select member).FirstOrDefaultAsync(cancellation));
    }

    /// <summary>Takes a link for good: of two calls at the same time one gets in.</summary>
    /// <param name="also">What else changes with it, such as the password.</param>
    public async Task<Member?> Use(string token, InvitationKind kind, CancellationToken cancellation, Action<Member>? also = null)
    {
        if (await Find(token, kind, cancellation) is not { } member)
            return null;
        var hash = SecretToken.Hash(token);
        return await store.Write(member.WorkspaceId, null, async db =>
        {
            var used = await db.Invitations.Where(row => row.WorkspaceId == member.WorkspaceId && row.Hash == hash).ExecuteDeleteAsync(cancellation);
            if (used == 0)
                return null;
            var row = await db.Members.SingleAsync(row => row.WorkspaceId == member.WorkspaceId && row.Id == member.Id, cancellation);
            if (row.State == MemberState.Disabled)
                return null;
            row.State = MemberState.Active;
            await Sessions.EndAll(db, row, cancellation);
            also?.Invoke(row);
            db.Note(store, row.WorkspaceId, $"member:{row.Id:N}", "member.came_by_link", row.Id);
            return row;
        }, cancellation);
    }
}
