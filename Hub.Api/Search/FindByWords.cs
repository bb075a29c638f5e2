using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Commerce;
using Hub.Api.Contacts;
using Hub.Api.Conversations;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Search;

/// <summary>
/// All words have to be there, in any order; accents, case and chat shorthand do not matter, and the last word may be a beginning. The newest
/// first, never ranked.
/// </summary>
internal static class FindByWords
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/search", Handle).Needs(Permissions.ConversationsRead).WithName("Search");

    /// <summary>Exactly one of the four is there.</summary>
    /// <param name="Message">With kind <c>messages</c>.</param>
    public sealed record Hit(
        Guid Id, DateTimeOffset At, MessageHitResponse? Message = null, ConversationResponse? Conversation = null,
        ContactResponse? Contact = null, OrderResponse? Order = null);

    /// <param name="Text">A cut of the message around the first hit.</param>
    /// <param name="Marks">What to highlight in it, in UTF-16 units.</param>
    public sealed record MessageHitResponse(
        Guid Id, Guid ConversationId, Guid? ContactId, string? ContactName, MessageDirection Direction, DateTimeOffset At, string Text,
        IReadOnlyList<Mark> Marks)
    {
        public override string ToString() => $"MessageHitResponse({Id})";
    }

    public sealed record Mark(int Start, int Length);

    private static async Task<Results<Ok<Page<Hit>>, ApiProblem>> Handle(
        string? q, Named<SearchKind>? kind, [AsParameters] PageQuery page, Searcher search, ConversationList list, IMapper mapper,
        HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var cursor) is { } problem)
            return problem;
        if (ListWords.Check(q) is { } tooLong)
            return tooLong;
        var (caller, wanted) = (context.Caller(), kind?.Value ?? SearchKind.Messages);
        if (!caller.May(Needed(wanted)))
            return new ApiProblem(ProblemTypes.Forbidden);
        if (SearchQuery.Read(q ?? "") is not { } query)
            return TypedResults.Ok(new Page<Hit>([], null));
        var after = cursor is { } place ? (place.At, place.Id) : ((DateTimeOffset, Guid)?)null;
        List<Hit> hits = wanted switch
        {
            SearchKind.Conversations => (await list.Page(
                caller, new ConversationQuery { ContactIds = await search.ContactIds(caller, query, cancellation) }, after, page.Size + 1, cancellation))
                .ConvertAll(item => new Hit(item.Row.Id, item.Row.LastActivityAt, Conversation: ConversationResponse.Of(item))),
            SearchKind.Contacts => (await search.Contacts(caller, query, after, page.Size + 1, cancellation))
                .ConvertAll(row => new Hit(row.Id, row.FirstSeenAt, Contact: ContactResponse.Of(row))),
            SearchKind.Orders => (await search.Orders(caller, query, after, page.Size + 1, cancellation))
                .ConvertAll(row => new Hit(row.Id, row.PlacedAt, Order: mapper.Map<OrderResponse>(row))),
            _ => (await search.Messages(caller, query, after, page.Size + 1, cancellation))
                .ConvertAll(hit => new Hit(hit.Id, hit.At, Message: Of(hit))),
        };
        return TypedResults.Ok(Pages.Of(hits, page.Size, hit => new Cursor(hit.At, hit.Id), hit => hit));
    }

    private static string Needed(SearchKind kind) => kind switch
    {
        SearchKind.Contacts => Permissions.ContactsRead,
        SearchKind.Orders => Permissions.OrdersRead,
        _ => Permissions.ConversationsRead,
    };

    private static MessageHitResponse Of(MessageHit hit) => new(
        hit.Id, hit.ConversationId, hit.ContactId, hit.ContactName, hit.Direction, hit.At, hit.Snippet.Text,
        [.. hit.Snippet.Marks.Select(mark => new Mark(mark.Start, mark.Length))]);
}

/// <summary>What to look for.</summary>
public enum SearchKind
{
    Messages,

    /// <summary>By their contact.</summary>
    Conversations,

    Contacts,
    Orders,
}
