using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Ingest;

/// <summary>The bytes that a platform posted for one account, kept before anything is parsed.</summary>
public sealed class WebhookEvent : WorkspaceRow
{
    /// <summary>The failure code of what was read and could not be applied; every other one is of the reading.</summary>
    public const string ApplyFailed = "apply_failed";

    public required string ConnectorId { get; set; }

    public required string AccountId { get; set; }

    /// <summary>Empty while nobody has connected the account.</summary>
    public Guid ConnectionId { get; set; }

    /// <summary>SHA-256 over connector, account and bytes: the same delivery again is the same row.</summary>
    public required byte[] EventKey { get; set; }

    public required byte[] Body { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public WebhookEventState State { get; set; }

    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>How many canonical events it held.</summary>
    public int Events { get; set; }

    /// <summary>How many of them are of a kind that this version does not know.</summary>
    public int UnknownEvents { get; set; }

    public int Attempts { get; set; }

    /// <summary>The request that brought it, as <see cref="HubTrace.Current"/>.</summary>
    public string? Trace { get; set; }

    /// <summary>With <see cref="WebhookEventState.Failed"/>: a stable code, and what a person should know.</summary>
    public string? FailureCode { get; set; }

    public string? FailureDetail { get; set; }
}

/// <summary>Where a webhook failed.</summary>
public enum WebhookStage
{
    /// <summary>Its bytes could not be read by its connector.</summary>
    Read,

    /// <summary>It was read, and what it says could not be applied.</summary>
    Apply,
}

public enum WebhookEventState
{
    Pending,
    Applied,

    /// <summary>Cannot be read or applied; kept whole, can be replayed.</summary>
    Failed,

    /// <summary>For an account that nobody has connected.</summary>
    Unrouted,
}

internal sealed class WebhookEventConfiguration : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> webhook)
    {
        webhook.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.EventKey }).IsUnique();
        webhook.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Id }).HasFilter("state = 'Pending'");
        webhook.HasIndex(row => new { row.WorkspaceId, row.State, row.ConnectionId, row.Id }).HasFilter("state = 'Failed'");
        webhook.HasIndex(row => new { row.ConnectorId, row.AccountId }).HasFilter("state = 'Unrouted'");
    }
}
