using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce;

/// <summary>What a contact bought in a conversation.</summary>
public sealed class Order : WorkspaceRow
{
    public Guid ContactId { get; set; }

    public Guid ConversationId { get; set; }

    /// <summary>For people; unique in the workspace.</summary>
    public required string Number { get; set; }

    public OrderState State { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>In major units.</summary>
    public decimal Total { get; set; }

    public DateTimeOffset PlacedAt { get; set; }

    public DateTimeOffset? PaidAt { get; set; }

    /// <summary>The message that placed it; null when made by hand.</summary>
    public Guid? SourceMessageId { get; set; }

    public List<OrderLine> Lines { get; set; } = [];
}

public sealed class OrderLine
{
    public Guid WorkspaceId { get; set; }

    public Guid OrderId { get; set; }

    /// <summary>From 1.</summary>
    public int Line { get; set; }

    public required string ProductCode { get; set; }

    public string? Name { get; set; }

    public decimal Quantity { get; set; }

    public decimal UnitPrice { get; set; }
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.HasIndex(row => new { row.WorkspaceId, row.Number }).IsUnique();
        order.HasIndex(row => new { row.WorkspaceId, row.SourceMessageId }).IsUnique();
        order.HasIndex(row => new { row.WorkspaceId, row.PlacedAt, row.Id }).IsDescending(false, true, true);
        order.HasIndex(row => new { row.WorkspaceId, row.ConversationId });
        order.HasIndex(row => new { row.WorkspaceId, row.ContactId });
        order.HasMany(row => row.Lines).WithOne().HasForeignKey(line => new { line.WorkspaceId, line.OrderId })
            .HasConstraintName("fk_order_lines_orders");
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> line) => line.HasKey(row => new { row.WorkspaceId, row.OrderId, row.Line });
}
