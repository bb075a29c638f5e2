using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Teams;

/// <summary>A person who works in a workspace. Never deleted, since what they did keeps their name; disabled instead.</summary>
public sealed class Member : WorkspaceRow
{
    public required string Email { get; set; }

    /// <summary>Unique in the whole hub: signing in names nobody's workspace.</summary>
    public required string NormalizedEmail { get; set; }

    public required string Name { get; set; }

    /// <summary>A built-in role's or one of the workspace's own.</summary>
    public Guid RoleId { get; set; }

    public MemberState State { get; set; }

    /// <summary><c>vi</c> or <c>en</c>; null follows the browser.</summary>
    public string? Language { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password and the second factor; sessions that hold another one are over.</summary>
    public required string SecurityStamp { get; set; }

    public required string ConcurrencyStamp { get; set; }

    public int FailedSignIns { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The authenticator's key, encrypted; there before it is confirmed.</summary>
    public string? TotpKey { get; set; }

    public bool TotpEnabled { get; set; }

    /// <summary>Hash of the code used last: a code that somebody saw over a shoulder is worth nothing.</summary>
    public string? LastTotp { get; set; }

    /// <summary>Hashes of those not used yet, encrypted.</summary>
    public string? RecoveryCodes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSeenAt { get; set; }
}

public enum MemberState
{
    /// <summary>Has not signed in yet.</summary>
    Invited,
    Active,
    Disabled,
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.HasIndex(row => row.NormalizedEmail).IsUnique();
        member.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
    }
}
