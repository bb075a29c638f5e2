using Hub.Core.Storage;

namespace Hub.Core.Teams;

/// <summary>Invites and changes members.</summary>
public sealed class Members
{
    public static Member New(HubStore store, Guid workspace, string email, string name, Guid role) => new()
    {
        WorkspaceId = workspace,
        Id = store.Ids.Next(),
        Email = email,
        NormalizedEmail = Normalized(email),
        Name = name,
        RoleId = role,
        State = MemberState.Invited,
        SecurityStamp = MemberStore.NewStamp(),
        ConcurrencyStamp = MemberStore.NewStamp(),
        CreatedAt = store.Now,
    };

    /// <summary>As Identity's own normalizer writes it; addresses are ASCII.</summary>
    public static string Normalized(string email) => email.Trim().ToUpperInvariant();
}
