using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce;

/// <summary>Money that came in for an order, or went back. Written down once and never changed.</summary>
public sealed class OrderPayment
{
    public Guid WorkspaceId { get; set; }

    public Guid OrderId { get; set; }

    /// <summary>From 1, all kinds together.</summary>
    public int Number { get; set; }

    public PaymentKind Kind { get; set; }

    /// <summary>In major units of the order's currency; above zero.</summary>
    public decimal Amount { get; set; }

    public PaymentMethod Method { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Of a void the payment that it takes back.</summary>
    public int? Voids { get; set; }

    /// <summary>What the bank or the carrier calls it.</summary>
    public string? Reference { get; set; }

    /// <summary>Who wrote it down, as <see cref="Teams.Caller.Actor"/> writes it; null for what an older version knew without asking.</summary>
    public string? Actor { get; set; }
}

public enum PaymentKind
{
    Payment,
    Refund,

    /// <summary>A payment was written down by mistake.</summary>
    Void,
}

public enum PaymentMethod
{
    Cash,
    BankTransfer,
    CashOnDelivery,
    Card,
    Wallet,
    Other,
}

internal sealed class OrderPaymentConfiguration : IEntityTypeConfiguration<OrderPayment>
{
    public void Configure(EntityTypeBuilder<OrderPayment> payment) =>
        payment.HasKey(row => new { row.WorkspaceId, row.OrderId, row.Number });
}
