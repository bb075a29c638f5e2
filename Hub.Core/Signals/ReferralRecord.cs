using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Signals;

/// <summary>One arrival of a contact, from an ad or a link. All of them are kept: first and last touch are questions, not columns.</summary>
public sealed class ReferralRecord : WorkspaceRow
{
    public Guid ConversationId { get; set; }

    public Guid ConnectionId { get; set; }

    public required string EventKey { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public ReferralSource Source { get; set; }

    public string? TrackingId { get; set; }

    public string? AdId { get; set; }

    public string? AdvertiserId { get; set; }

    public string? Ref { get; set; }

    /// <summary>Id of the ads connector whose ids these are; null where the channel's own platform is meant.</summary>
    public string? Platform { get; set; }

    public string? Title { get; set; }

    public string? Url { get; set; }
}

internal sealed class ReferralConfiguration : IEntityTypeConfiguration<ReferralRecord>
{
    public void Configure(EntityTypeBuilder<ReferralRecord> referral)
    {
        referral.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.EventKey }).IsUnique();
        referral.HasIndex(row => new { row.WorkspaceId, row.ConversationId, row.OccurredAt });
        // The ref itself is no part of it: some are longer than PostgreSQL takes in an index.
        referral.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.ConversationId }).HasFilter("source = 'ShortLink'");
    }
}
