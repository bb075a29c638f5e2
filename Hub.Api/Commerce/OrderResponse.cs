using AutoMapper;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce;

/// <param name="Total">In major units of the currency.</param>
/// <param name="ConnectionId">Of the conversation that it was made in.</param>
/// <param name="Next">States that it can be moved to.</param>
/// <param name="CanEdit">Whether lines and currency can still be changed.</param>
public sealed record OrderResponse(
    Guid Id, Guid ContactId, Guid ConversationId, string Number, OrderState State, string Currency, decimal Total,
    DateTimeOffset PlacedAt, DateTimeOffset? PaidAt, Guid? SourceMessageId, IReadOnlyList<OrderLineResponse> Lines)
{
    public string? ContactName { get; init; }

    public Guid? ConnectionId { get; init; }

    public IReadOnlyList<OrderState> Next => OrderStates.Next(State);

    public bool CanEdit => State == OrderState.Draft;

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

    internal static async Task<OrderResponse?> Find(HubStore store, Caller caller, Guid id, IMapper mapper, CancellationToken cancellation)
    {
        var found = await store.Read(caller.WorkspaceId, async db =>
        {
            var row = await db.Orders.Include(order => order.Lines).VisibleTo(db, caller)
                .FirstOrDefaultAsync(order => order.WorkspaceId == caller.WorkspaceId && order.Id == id, cancellation);
            return row is null ? [] : await Load(db, caller, [row], mapper, cancellation);
        });
        return found.Count == 0 ? null : found[0];
    }
}

public sealed record OrderLineResponse(int Line, string ProductCode, string? Name, decimal Quantity, decimal UnitPrice);

internal sealed class OrderProfile : Profile
{
    public OrderProfile()
    {
        CreateMap<Order, OrderResponse>()
            .ForCtorParam(nameof(OrderResponse.Lines), line => line.MapFrom(order => order.Lines.OrderBy(item => item.Line)))
            .ForMember(order => order.ContactName, name => name.Ignore())
            .ForMember(order => order.ConnectionId, connection => connection.Ignore());
        CreateMap<OrderLine, OrderLineResponse>();
    }
}
