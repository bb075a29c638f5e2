using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.AutoMessages;

/// <summary>
/// How the platform's latest review of an automatic message has ended, so that people are told of it once: platforms repeat what they post. Of the
/// message itself nothing is kept.
/// </summary>
public sealed class AutoMessageVerdict : WorkspaceRow
{
    public Guid ConnectionId { get; set; }

    /// <summary>The platform's id of the message, unique within the connection.</summary>
    public required string Key { get; set; }

    public AutoMessageReview Review { get; set; }

    /// <summary>Platform time.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class AutoMessageVerdictConfiguration : IEntityTypeConfiguration<AutoMessageVerdict>
{
    public void Configure(EntityTypeBuilder<AutoMessageVerdict> verdict) =>
        verdict.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Key }).IsUnique();
}
