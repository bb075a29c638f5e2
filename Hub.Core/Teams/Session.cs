using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Teams;

/// <summary>A member signed in on one device. Gone when it is over.</summary>
public sealed class Session : WorkspaceRow
{
    public Guid MemberId { get; set; }

    /// <summary>SHA-256 of the token in the cookie, hex.</summary>
    public required string Hash { get; set; }

    /// <summary>The member's when they signed in.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>What the browser calls itself, so that its owner knows it again.</summary>
    public string? Agent { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A link that lets somebody in once.</summary>
public sealed class Invitation : WorkspaceRow
{
    public Guid MemberId { get; set; }

    public InvitationKind Kind { get; set; }

    /// <summary>SHA-256 of the token in the link, hex.</summary>
    public required string Hash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

public enum InvitationKind
{
    /// <summary>Asks for a name and a password: for a new member, or one who forgot theirs.</summary>
    Accept,

    /// <summary>Signs in at once: the first start's.</summary>
    SignIn,
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.HasIndex(row => row.Hash).IsUnique();
        session.HasIndex(row => new { row.WorkspaceId, row.MemberId });
        session.HasIndex(row => row.ExpiresAt);
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.HasIndex(row => row.Hash).IsUnique();
        invitation.HasIndex(row => new { row.WorkspaceId, row.MemberId });
    }
}
