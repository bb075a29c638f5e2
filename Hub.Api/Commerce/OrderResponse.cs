using AutoMapper;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;

namespace Hub.Api.Commerce;

/// <param name="Total">In major units of the currency.</param>
public sealed record OrderResponse(
    Guid Id, Guid ContactId, Guid ConversationId, string Number, OrderState State, string Currency, decimal Total,
    DateTimeOffset PlacedAt, DateTimeOffset? PaidAt, Guid? SourceMessageId, IReadOnlyList<OrderLineResponse> Lines);

public sealed record OrderLineResponse(int Line, string ProductCode, string? Name, decimal Quantity, decimal UnitPrice);

internal sealed class OrderProfile : Profile
{
    public OrderProfile()
    {
        CreateMap<Order, OrderResponse>().ForCtorParam(
            nameof(OrderResponse.Lines), line => line.MapFrom(order => order.Lines.OrderBy(item => item.Line)));
        CreateMap<OrderLine, OrderLineResponse>();
    }
}
