using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Commerce.Drafts;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce.Drafts;

/// <summary>
/// What the contact's last messages say about an order: phone, name, address, products, time, each with where it stands. Creates nothing:
/// whoever looks at it makes the order.
/// </summary>
internal static class ReadOrderFromChat
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/conversations/{id:guid}/order-draft", Handle)
        .Needs(Permissions.OrdersWrite).Needs(Permissions.ConversationsRead).WithName("ReadOrderFromChat");

    /// <param name="Address">On one line, as it goes on a parcel.</param>
    /// <param name="Messages">Those that something was found in, the oldest first.</param>
    public sealed record Response(
        FoundValue? Phone, FoundValue? Name, string? Address, FoundValue? Street, FoundValue? Ward, FoundValue? District, FoundValue? Province,
        IReadOnlyList<Item> Items, FoundValue? Time, IReadOnlyList<Source> Messages)
    {
        public override string ToString() => "ReadOrderFromChatResponse";
    }

    /// <param name="Value">Cleared of what stands around it.</param>
    /// <param name="Start">Of the message's text, in UTF-16 units.</param>
    public sealed record FoundValue(string Value, Guid MessageId, int Start, int Length)
    {
        internal static FoundValue? Of(Found? found) => found is null ? null : new(found.Value, found.MessageId, found.Start, found.Length);

        public override string ToString() => $"FoundValue({MessageId})";
    }

    /// <param name="ProductId">Null when the catalogue has no such code; then there is no name and no price.</param>
    /// <param name="Quantity">Null when it was not said.</param>
    public sealed record Item(
        FoundValue Code, Guid? ProductId, string? Name, decimal? Price, string? Currency, int? Quantity, FoundValue? QuantityAt)
    {
        public override string ToString() => $"Item({ProductId})";
    }

    public sealed record Source(Guid Id, string Text, DateTimeOffset OccurredAt)
    {
        public override string ToString() => $"Source({Id})";
    }

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation))
            return ApiProblem.NotFound;
        var draft = await store.Read(caller.WorkspaceId, db => ChatDrafts.Read(db, caller.WorkspaceId, id, store.Now, cancellation));
        var reading = draft.Reading;
        var items = reading.Items.Zip(draft.Products, (item, product) => new Item(
            FoundValue.Of(item.Code)!, item.ProductId, product?.Name, product?.Price, product?.Currency, item.Quantity,
            FoundValue.Of(item.QuantityAt)));
        return TypedResults.Ok(new Response(
            FoundValue.Of(reading.Phone), FoundValue.Of(reading.Name), reading.Address, FoundValue.Of(reading.Street), FoundValue.Of(reading.Ward),
            FoundValue.Of(reading.District), FoundValue.Of(reading.Province), [.. items], FoundValue.Of(reading.Time),
            [.. draft.Messages.Select(message => new Source(message.Id, message.Text, message.OccurredAt))]));
    }
}
