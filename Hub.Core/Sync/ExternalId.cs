using Hub.Connectors.Abstractions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Sync;

/// <summary>Which record of ours is which record of a CRM: at most one each way.</summary>
public sealed class ExternalId
{
    public Guid WorkspaceId { get; set; }

    public Guid ConnectionId { get; set; }

    public SyncEntity Entity { get; set; }

    public Guid LocalId { get; set; }

    public required string RemoteId { get; set; }

    public DateTimeOffset LinkedAt { get; set; }

    /// <summary>What both sides said of it last, where the CRM is read back; see <see cref="Agreement"/>.</summary>
    public string? Agreed { get; set; }

    /// <summary>
    /// What the hub has sent there and not heard of: a read that meets it has met the hub's own write, also when the node that wrote it died.
    /// </summary>
    public string? Outgoing { get; set; }

    /// <summary>When the hub last wrote it: a read that began before then has seen an older record.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>Of the record over there, as its connector names versions.</summary>
    public string? Version { get; set; }

    /// <summary>Of an order: what its state is called there, in English and Vietnamese.</summary>
    public string? SaidEn { get; set; }

    public string? SaidVi { get; set; }

    /// <summary>Of an order: what that state is here; null when it is nothing here.</summary>
    public OrderState? SaidState { get; set; }

    /// <summary>Of a contact: what both sides had changed when they were compared, so that what stands here stayed: <c>DisplayName Phone</c>.</summary>
    public string? Overruled { get; set; }

    /// <summary>When that was last.</summary>
    public DateTimeOffset? OverruledAt { get; set; }

    public IReadOnlyList<CrmContactField> OverruledFields
    {
        get => [.. (Overruled ?? "").Split(' ').Where(name => Enum.IsDefined(typeof(CrmContactField), name)).Select(Enum.Parse<CrmContactField>)];
        set => Overruled = string.Join(' ', value);
    }

    /// <summary>The same record as another one of ours.</summary>
    internal ExternalId For(Guid localId) => new()
    {
        WorkspaceId = WorkspaceId,
        ConnectionId = ConnectionId,
        Entity = Entity,
        LocalId = localId,
        RemoteId = RemoteId,
        LinkedAt = LinkedAt,
    };
}

public enum SyncEntity
{
    Contact,
    Order,
    Booking,
}

/// <summary>What of a contact comes back from a CRM, in the order of <see cref="CrmFields"/>.</summary>
public enum CrmContactField
{
    DisplayName,
    Phone,
    Email,
}

internal sealed class ExternalIdConfiguration : IEntityTypeConfiguration<ExternalId>
{
    public void Configure(EntityTypeBuilder<ExternalId> map)
    {
        map.Ignore(row => row.OverruledFields);
        map.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.Entity, row.LocalId });
        map.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Entity, row.RemoteId }).IsUnique();
    }
}
