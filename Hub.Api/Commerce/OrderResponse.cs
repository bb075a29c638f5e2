using AutoMapper;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce;

/// <summary>All amounts are in major units of the currency.</summary>
/// <param name="Subtotal">The lines less their discounts, without tax.</param>
/// <param name="Discount">Off the whole order.</param>
/// <param name="Total">Subtotal less discount, with tax and shipping.</param>
/// <param name="Due">What can still come in.</param>
/// <param name="Held">What can still go back.</param>
/// <param name="Payments">Of one order; lists leave them out.</param>
/// <param name="Version">To be sent along with a change.</param>
public sealed record OrderResponse(
    Guid Id, Guid ContactId, Guid ConversationId, string Number, OrderState State, string Currency, decimal Subtotal, decimal Discount,
    decimal Tax, decimal Shipping, decimal Total, decimal Paid, decimal Refunded, decimal Due, decimal Held, PaymentState PaymentState,
    DateTimeOffset PlacedAt, DateTimeOffset? PaidAt, Guid? SourceMessageId, string? RecipientName, string? Phone, string? Address, string? Note,
    int Version, IReadOnlyList<OrderLineResponse> Lines, IReadOnlyList<PaymentResponse> Payments)
{
    public string? ContactName { get; init; }

    /// <summary>Of the conversation that it was made in.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>What CRMs say of its state, of one order; lists leave it out.</summary>
    public IReadOnlyList<OrderRecordResponse> Records { get; init; } = [];

    /// <summary>States that it can be moved to.</summary>
    public IReadOnlyList<OrderState> Next => OrderStates.Next(State);

    /// <summary>Whether lines, discount, shipping and currency can still be changed.</summary>
    public bool CanEdit => State == OrderState.Draft;

    public override string ToString() => $"OrderResponse({Id})";

    /// <param name="rows">With their lines.</param>
    internal static async Task<IReadOnlyList<OrderResponse>> Load(
        HubDb db, Caller caller, IReadOnlyList<Order> rows, IMapper mapper, CancellationToken cancellation)
    {
        var contacts = rows.Select(row => row.ContactId).Distinct().ToList();
        var conversations = rows.Select(row => row.ConversationId).Distinct().ToList();
        var names = await db.Contacts.Where(row => row.WorkspaceId == caller.WorkspaceId && contacts.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        var connections = await db.Conversations.Where(row => row.WorkspaceId == caller.WorkspaceId && conversations.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => (Guid?)row.ConnectionId, cancellation);
        return [.. rows.Select(row => mapper.Map<OrderResponse>(row) with
        {
            ContactName = names.GetValueOrDefault(row.ContactId),
            ConnectionId = connections.GetValueOrDefault(row.ConversationId),
        })];
    }

    internal static async Task<OrderResponse?> Find(HubStore store, Caller caller, Guid id, IMapper mapper, string language, CancellationToken cancellation)
    {
        return await store.Read(caller.WorkspaceId, async db =>
        {
            var row = await db.Orders.Include(order => order.Lines).Include(order => order.Payments).AsSplitQuery().VisibleTo(db, caller)
                .FirstOrDefaultAsync(order => order.WorkspaceId == caller.WorkspaceId && order.Id == id, cancellation);
            if (row is null)
                return null;
            var shown = (await Load(db, caller, [row], mapper, cancellation))[0];
            return (OrderResponse?)(shown with { Records = await OrderRecordResponse.Load(db, row, language, cancellation) });
        });
    }
}

/// <param name="Said">What its state is called there, in the caller's language.</param>
/// <param name="Differs">That state does not follow from the one here: a person has to look.</param>
public sealed record OrderRecordResponse(Guid ConnectionId, string ConnectionName, string Said, bool Differs)
{
    internal static async Task<List<OrderRecordResponse>> Load(HubDb db, Order order, string language, CancellationToken cancellation)
    {
        var rows = await db.ExternalIds
            .Where(row => row.WorkspaceId == order.WorkspaceId && row.Entity == SyncEntity.Order && row.LocalId == order.Id && row.SaidEn != null)
            .Join(db.Connections, row => row.ConnectionId, connection => connection.Id, (row, connection) => new { Row = row, connection.Name })
            .ToListAsync(cancellation);
        return rows.ConvertAll(found => new OrderRecordResponse(
            found.Row.ConnectionId, found.Name, new LocalizedText(found.Row.SaidEn!, found.Row.SaidVi ?? found.Row.SaidEn!).In(language),
            found.Row.SaidState is { } state && state != order.State));
    }
}

/// <param name="Discount">Off the whole line.</param>
/// <param name="TaxRate">Percent on top.</param>
public sealed record OrderLineResponse(
    int Line, string ProductCode, string? Name, decimal Quantity, decimal UnitPrice, decimal Discount, decimal TaxRate)
{
    public override string ToString() => $"OrderLineResponse({Line})";
}

/// <param name="Voids">Of a void the number of the payment that it takes back.</param>
public sealed record PaymentResponse(
    int Number, PaymentKind Kind, decimal Amount, PaymentMethod Method, DateTimeOffset At, string? Reference, int? Voids)
{
    public override string ToString() => $"PaymentResponse({Number})";
}

internal sealed class OrderProfile : Profile
{
    public OrderProfile()
    {
        CreateMap<Order, OrderResponse>()
            .ForCtorParam(nameof(OrderResponse.Subtotal), part => part.MapFrom(order => OrderTotals.Of(order).Subtotal))
            .ForCtorParam(nameof(OrderResponse.Tax), part => part.MapFrom(order => OrderTotals.Of(order).Tax))
            .ForCtorParam(nameof(OrderResponse.Lines), line => line.MapFrom(order => order.Lines.OrderBy(item => item.Line)))
            .ForCtorParam(nameof(OrderResponse.Payments), payment => payment.MapFrom(order => order.Payments.OrderBy(item => item.Number)))
            .ForMember(order => order.ContactName, name => name.Ignore())
            .ForMember(order => order.Records, records => records.Ignore())
            .ForMember(order => order.ConnectionId, connection => connection.Ignore());
        CreateMap<OrderLine, OrderLineResponse>();
        CreateMap<OrderPayment, PaymentResponse>();
    }
}
