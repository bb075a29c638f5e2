using Hub.Core.Storage;
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

internal sealed class ExternalIdConfiguration : IEntityTypeConfiguration<ExternalId>
{
    public void Configure(EntityTypeBuilder<ExternalId> map)
    {
        map.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.Entity, row.LocalId });
        map.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Entity, row.RemoteId }).IsUnique();
    }
}
