using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Teams;

/// <summary>Members who share conversations.</summary>
public sealed class Team : WorkspaceRow
{
    public required string Name { get; set; }

    public AssignmentMode Assignment { get; set; }

    /// <summary>Open conversations that round robin gives to one member at most; null for no limit.</summary>
    public int? Capacity { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>How a team's new conversations find somebody.</summary>
public enum AssignmentMode
{
    Manual,
    RoundRobin,
}

public sealed class TeamMember
{
    public Guid WorkspaceId { get; set; }

    public Guid TeamId { get; set; }

    public Guid MemberId { get; set; }

    /// <summary>When round robin gave the member a conversation of this team last.</summary>
    public DateTimeOffset? LastAssignedAt { get; set; }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> team) => team.HasIndex(row => new { row.WorkspaceId, row.Name }).IsUnique();
}

internal sealed class TeamMemberConfiguration : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> member)
    {
        member.HasKey(row => new { row.WorkspaceId, row.TeamId, row.MemberId });
        member.HasIndex(row => new { row.WorkspaceId, row.MemberId });
    }
}
