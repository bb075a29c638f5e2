using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce;

/// <summary>What a contact bought in a conversation. All amounts are in major units of its currency.</summary>
public sealed class Order : WorkspaceRow
{
    public Guid ContactId { get; set; }

    public Guid ConversationId { get; set; }

    /// <summary>For people; unique in the workspace.</summary>
    public required string Number { get; set; }

    public OrderState State { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>Off the whole order, beside what lines have off.</summary>
    public decimal Discount { get; set; }

    public decimal Shipping { get; set; }

    /// <summary>What is to be paid, as <see cref="OrderTotals"/> adds it up.</summary>
    public decimal Total { get; set; }

    /// <summary>All that came in, without what was written down by mistake.</summary>
    public decimal Paid { get; set; }

    /// <summary>All that went back; never more than came in.</summary>
    public decimal Refunded { get; set; }

    public DateTimeOffset PlacedAt { get; set; }

    /// <summary>When the whole of it was paid.</summary>
    public DateTimeOffset? PaidAt { get; set; }

    /// <summary>The message that placed it; null when made by hand.</summary>
    public Guid? SourceMessageId { get; set; }

    public string? RecipientName { get; set; }

    public string? Phone { get; set; }

    public string? Address { get; set; }

    public string? Note { get; set; }

    /// <summary>Rises with each change: whoever changes an order says which one they saw.</summary>
    public int Version { get; set; }

    public List<OrderLine> Lines { get; set; } = [];

    public List<OrderPayment> Payments { get; set; } = [];

    /// <summary>What the shop has of it now.</summary>
    public decimal Held => Paid - Refunded;

    /// <summary>What can still come in. An order that was paid once owes nothing, whatever went back since; nor does one that has ended so.</summary>
    public decimal Due => PaidAt is null && State is not (OrderState.Cancelled or OrderState.Refunded) ? Total - Held : 0;

    public PaymentState PaymentState =>
        PaidAt is not null && Held == Total && Total > 0 ? PaymentState.Paid // a deposit that went back before is no matter any more
        : Refunded > 0 ? Held == 0 ? PaymentState.Refunded : PaymentState.PartlyRefunded
        : PaidAt is not null ? PaymentState.Paid
        : Paid > 0 ? PaymentState.PartlyPaid
        : PaymentState.Unpaid;
}

/// <summary>How an order stands with its money, whatever its goods do.</summary>
public enum PaymentState
{
    Unpaid,
    PartlyPaid,
    Paid,
    PartlyRefunded,
    Refunded,
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

    /// <summary>Off the whole line.</summary>
    public decimal Discount { get; set; }

    /// <summary>Percent, on top of the price.</summary>
    public decimal TaxRate { get; set; }
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.Property(row => row.Version).IsConcurrencyToken();
        order.HasIndex(row => new { row.WorkspaceId, row.Number }).IsUnique();
        order.HasIndex(row => new { row.WorkspaceId, row.SourceMessageId }).IsUnique();
        order.HasIndex(row => new { row.WorkspaceId, row.PlacedAt, row.Id }).IsDescending(false, true, true);
        order.HasIndex(row => new { row.WorkspaceId, row.ConversationId });
        order.HasIndex(row => new { row.WorkspaceId, row.ContactId });
        order.HasMany(row => row.Lines).WithOne().HasForeignKey(line => new { line.WorkspaceId, line.OrderId })
            .HasConstraintName("fk_order_lines_orders");
        order.HasMany(row => row.Payments).WithOne().HasForeignKey(payment => new { payment.WorkspaceId, payment.OrderId })
            .HasConstraintName("fk_order_payments_orders");
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> line) => line.HasKey(row => new { row.WorkspaceId, row.OrderId, row.Line });
}
