using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Notices;

/// <summary>Owes the customer the news of an order, in the transaction that moves it. Sending is <see cref="NoticeSweep"/>'s, and may fail.</summary>
internal static class NoticePlan
{
    public static async Task Write(HubDb db, Order order, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = db.Entry(order);
        var before = row.State == EntityState.Added ? OrderState.Draft : row.Property(item => item.State).OriginalValue;
        if (order.State == before || (before == OrderState.Draft && order.State == OrderState.Cancelled))
            return; // nobody was told of a draft
        var settings = await db.OrderSettings.AsNoTracking().FirstOrDefaultAsync(found => found.WorkspaceId == order.WorkspaceId, cancellation);
        var state = order.State;
        if (NoticeRules.Of(settings).For(state) is null
            || await db.OrderNotices.AnyAsync(
                notice => notice.WorkspaceId == order.WorkspaceId && notice.OrderId == order.Id && notice.OrderState == state, cancellation))
            return;
        db.OrderNotices.Add(new OrderNotice { WorkspaceId = order.WorkspaceId, OrderId = order.Id, OrderState = state, OwedAt = now });
    }
}
