using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals.Reports;

/// <summary>
/// Counts the funnel of conversations that began in a span. Orders and bookings are asked themselves, not the signals about them: those
/// go with a contact who is erased, and revenue does not.
/// </summary>
public sealed class FunnelQuery(HubStore store)
{
    private const int MostAds = 50;

    /// <param name="connection">Only conversations of this one; null for all.</param>
    public Task<Funnel> Run(Guid workspace, Span span, Guid? connection, CancellationToken cancellation) => store.Read(workspace, async db =>
    {
        var threads = Threads(db, workspace, span, connection);
        var groups = await Group(threads, cancellation);
        var sales = await Sales(db, workspace, threads, cancellation);
        var bookings = await Bookings(db, workspace, threads, cancellation);
        var ads = Ads(groups, sales, bookings).ToLookup(ad => ad.AdId is not null);
        return new Funnel(Rows(groups), Money(sales, bookings), [.. ads[true].Take(MostAds), .. ads[false]], ads[true].Count() > MostAds);
    });

    private static IQueryable<Thread> Threads(HubDb db, Guid workspace, Span span, Guid? connection) => db.Conversations
        .Where(row => row.WorkspaceId == workspace && row.StartedAt >= span.From && row.StartedAt < span.To
            && (connection == null || row.ConnectionId == connection))
        .Select(row => new Thread
        {
            Id = row.Id,
            HasOrder = row.HasOrder,
            Source = row.FromAd ? (int)FunnelSource.Ad
                : db.Referrals.Any(arrival => arrival.WorkspaceId == workspace && arrival.ConversationId == row.Id) ? (int)FunnelSource.Link
                : (int)FunnelSource.Unattributed,
            AdId = !row.FromAd ? null : db.Referrals
                .Where(arrival => arrival.WorkspaceId == workspace && arrival.ConversationId == row.Id && arrival.AdId != null)
                .OrderByDescending(arrival => arrival.OccurredAt).ThenByDescending(arrival => arrival.EventKey)
                .Select(arrival => arrival.AdId).FirstOrDefault(),
            Title = !row.FromAd ? null : db.Referrals
                .Where(arrival => arrival.WorkspaceId == workspace && arrival.ConversationId == row.Id && arrival.AdId != null)
                .OrderByDescending(arrival => arrival.OccurredAt).ThenByDescending(arrival => arrival.EventKey)
                .Select(arrival => arrival.Title).FirstOrDefault(),
            Stage = (row.HasOrder && db.Orders.Any(order => order.WorkspaceId == workspace && order.ConversationId == row.Id
                    && order.PaidAt != null && order.State != OrderState.Cancelled))
                || db.Bookings.Any(booking => booking.WorkspaceId == workspace && booking.ConversationId == row.Id && booking.KeptAt != null)
                    ? (int)FunnelStage.Paid
                : (row.HasOrder && db.Orders.Any(order => order.WorkspaceId == workspace && order.ConversationId == row.Id
                        && order.State != OrderState.Draft && order.State != OrderState.Cancelled))
                    || db.Bookings.Any(booking => booking.WorkspaceId == workspace && booking.ConversationId == row.Id
                        && booking.State != BookingState.Cancelled)
                    ? (int)FunnelStage.Ordered
                : db.Signals.Any(signal => signal.WorkspaceId == workspace && signal.ConversationId == row.Id
                    && (signal.Kind == SignalKind.Keyword || signal.Kind == SignalKind.LeadQualified)) ? (int)FunnelStage.Qualified
                : row.LastInboundAt != null ? (int)FunnelStage.Conversation : (int)FunnelStage.Arrived,
        });

    // One pass over the conversations: everything that is counted is counted from these groups.
    private static Task<List<ThreadGroup>> Group(IQueryable<Thread> threads, CancellationToken cancellation) => threads
        .GroupBy(thread => new { thread.Source, thread.AdId, thread.Stage })
        .Select(some => new ThreadGroup(some.Key.Source, some.Key.AdId, some.Max(thread => thread.Title), some.Key.Stage, some.Count()))
        .ToListAsync(cancellation);

    private static Task<List<Sale>> Sales(HubDb db, Guid workspace, IQueryable<Thread> threads, CancellationToken cancellation) => threads
        .Where(thread => thread.HasOrder)
        .Join(db.Orders.Where(order => order.WorkspaceId == workspace), thread => thread.Id, order => order.ConversationId,
            (thread, order) => new { thread.Source, thread.AdId, order.Currency, order.State, order.Total, order.Paid, order.Refunded })
        .GroupBy(order => new { order.Source, order.AdId, order.Currency })
        .Select(some => new Sale(
            some.Key.Source, some.Key.AdId, some.Key.Currency,
            some.Sum(order => order.State == OrderState.Cancelled || order.State == OrderState.Draft ? 0 : order.Total),
            some.Sum(order => order.Paid), some.Sum(order => order.Refunded)))
        .ToListAsync(cancellation);

    private static Task<List<Sale>> Bookings(HubDb db, Guid workspace, IQueryable<Thread> threads, CancellationToken cancellation) => threads
        .Join(db.Bookings.Where(booking => booking.WorkspaceId == workspace && booking.KeptAt != null && booking.Price != null),
            thread => thread.Id, booking => booking.ConversationId,
            (thread, booking) => new { thread.Source, thread.AdId, booking.Currency, booking.Price })
        .GroupBy(booking => new { booking.Source, booking.AdId, booking.Currency })
        .Select(some => new Sale(some.Key.Source, some.Key.AdId, some.Key.Currency!, some.Sum(booking => booking.Price!.Value), 0, 0))
        .ToListAsync(cancellation);

    private static List<FunnelRow> Rows(List<ThreadGroup> groups) =>
    [
        .. from source in Enum.GetValues<FunnelSource>()
           from stage in Enum.GetValues<FunnelStage>()
           select new FunnelRow(source, stage, groups.Where(row => row.Source == (int)source).Sum(row => row.From(stage))),
    ];

    private static List<FunnelMoney> Money(List<Sale> orders, List<Sale> bookings) =>
    [
        .. from sale in orders.Concat(bookings)
           group sale by (sale.Currency, sale.Source) into some
           orderby some.Key.Currency, some.Key.Source
           let sold = orders.Where(sale => (sale.Currency, sale.Source) == some.Key).ToList()
           select new FunnelMoney(
               (FunnelSource)some.Key.Source, some.Key.Currency, sold.Sum(sale => sale.Ordered), sold.Sum(sale => sale.Paid),
               sold.Sum(sale => sale.Refunded), bookings.Where(sale => (sale.Currency, sale.Source) == some.Key).Sum(sale => sale.Ordered)),
    ];

    private static List<AdRow> Ads(List<ThreadGroup> groups, List<Sale> sales, List<Sale> bookings)
    {
        var revenue = sales.Where(sale => sale.Paid != 0).Select(sale => (sale.Source, sale.AdId, sale.Currency, Amount: sale.Paid - sale.Refunded))
            .Concat(bookings.Select(kept => (kept.Source, kept.AdId, kept.Currency, Amount: kept.Ordered)))
            .Where(sum => sum.Source == (int)FunnelSource.Ad).ToLookup(sum => sum.AdId);
        return
        [
            .. from row in groups
               where row.Source == (int)FunnelSource.Ad
               group row by row.AdId into ad
               let conversations = ad.Sum(row => row.From(FunnelStage.Conversation))
               orderby conversations descending, ad.Key
               select new AdRow(
                   ad.Key, ad.Max(row => row.Title), conversations, ad.Sum(row => row.From(FunnelStage.Qualified)),
                   ad.Sum(row => row.From(FunnelStage.Ordered)), ad.Sum(row => row.From(FunnelStage.Paid)),
                   [
                       .. from sum in revenue[ad.Key]
                          group sum.Amount by sum.Currency into some
                          orderby some.Key
                          select new AdMoney(some.Key, some.Sum()),
                   ]),
        ];
    }

    private sealed record ThreadGroup(int Source, string? AdId, string? Title, int Stage, int Count)
    {
        public int From(FunnelStage stage) => Stage >= (int)stage ? Count : 0;
    }

    private sealed record Sale(int Source, string? AdId, string Currency, decimal Ordered, decimal Paid, decimal Refunded);

    private sealed class Thread
    {
        public Guid Id { get; init; }

        public bool HasOrder { get; init; }

        public int Source { get; init; }

        public string? AdId { get; init; }

        public string? Title { get; init; }

        public int Stage { get; init; }
    }
}

/// <param name="To">Not itself a part.</param>
public sealed record Span(DateTimeOffset From, DateTimeOffset To);
