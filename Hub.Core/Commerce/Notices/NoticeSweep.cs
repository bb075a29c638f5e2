using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Commerce.Notices;

/// <summary>
/// Tells customers how their orders stand, as any automatic message is sent: within the window, the quota and what of it is left to people.
/// A row is settled in the transaction that writes its message, so that a restart or a second node tells nothing twice. What did not leave
/// stands in the conversation as a note.
/// </summary>
public sealed partial class NoticeSweep(HubStore store, MessageSender sender, SendPlanner planner, ILogger<NoticeSweep> logger)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public async Task Run(CancellationToken cancellation)
    {
        var due = await store.Read(null, db => db.OrderNotices.Where(row => row.State == NoticeState.Waiting)
            .Where(row => !db.Orders.Any(order => order.WorkspaceId == row.WorkspaceId && order.Id == row.OrderId
                && Parking.Held(db).Any(thread => thread.WorkspaceId == order.WorkspaceId && thread.Id == order.ConversationId)))
            .OrderBy(row => row.OwedAt).Take(AtOnce).ToListAsync(cancellation));
        foreach (var notice in due)
        {
            try
            {
                await Tell(notice, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                Failed(logger, notice.OrderId, error.GetBaseException().GetType().Name); // the others go on; the next sweep tries again
            }
        }
    }

    private async Task Tell(OrderNotice notice, CancellationToken cancellation)
    {
        if (await store.Read(notice.WorkspaceId, db => Load(db, notice, cancellation)) is not { } item)
            return;
        if (item.Order.State != notice.OrderState || item.Rule is null)
        {
            await Settle(notice, item, NoticeState.Skipped, NoticeReasons.Superseded, null, cancellation);
            return;
        }

        if (notice.OwedAt < store.Now - Fresh)
        {
            await Settle(notice, item, NoticeState.Refused, NoticeReasons.TooLate, null, cancellation);
            return;
        }

        var refused = await Send(notice, item, MessageContent.OfText(item.Rule.Text(item.Language, item.Name, item.Order)), cancellation);
        if (refused is { Outcome: nameof(Outcome.WindowClosed) } && item.Rule.Template(item.Conversation.ConnectionId, item.Name, item.Order) is { } template)
            refused = await Send(notice, item, new MessageContent { Kind = MessageKind.Template, Template = template }, cancellation);
        if (refused is not null)
            await Settle(notice, item, NoticeState.Refused, refused.Code, refused.Outcome, cancellation);
    }

    /// <returns>Why it did not leave, or null.</returns>
    private async Task<Refusal?> Send(OrderNotice notice, Item item, MessageContent content, CancellationToken cancellation)
    {
        var draft = new OutboundDraft([content]);
        if (await planner.Plan(notice.WorkspaceId, item.Conversation.Id, draft, cancellation) is not { } plan)
            return new Refusal("cannot_send", null);
        if (plan.Problem is not null)
            return new Refusal(NoticeReasons.Invalid, nameof(Outcome.Rejected));
        if (plan.Refusal is null && await IsKept(item, plan, cancellation))
            return new Refusal(HeldCodes.Budget, null);
        return await sender.Send(
            notice.WorkspaceId, item.Conversation.Id, draft, [], cancellation, origin: MessageOrigin.Automatic,
            alongside: (db, messages) => Claim(db, notice, messages[0], cancellation)) switch
        {
            SendAnswer.Refused refused => new Refusal(refused.Outcome.Because?.Code ?? "refused", refused.Outcome.GetType().Name),
            SendAnswer.Invalid => new Refusal(NoticeReasons.Invalid, nameof(Outcome.Rejected)),
            _ => null,
        };
    }

    // The last messages of a window are people's, and only so many of it are automatic.
    private Task<bool> IsKept(Item item, PlannedSend plan, CancellationToken cancellation) => store.Read(item.Order.WorkspaceId, async db =>
    {
        if (plan.Window.MessagesLeft is not { } left)
            return false;
        var budget = (await RuleSets.Policy(db, item.Order.WorkspaceId, cancellation)).BudgetOf(item.Conversation.ConnectionId);
        var automatic = await db.Messages.CountAsync(
            row => row.WorkspaceId == item.Order.WorkspaceId && row.ConversationId == item.Conversation.Id && row.Origin == MessageOrigin.Automatic
                && row.Direction == MessageDirection.Outbound && row.Status != MessageStatus.Failed
                && row.OccurredAt > item.Conversation.LastInboundAt, cancellation);
        return automatic + plan.Parts.Count > budget.Most || left - plan.Parts.Count < budget.Reserve;
    });

    private static async Task<Item?> Load(HubDb db, OrderNotice notice, CancellationToken cancellation)
    {
        var row = await (
            from order in db.Orders
            where order.WorkspaceId == notice.WorkspaceId && order.Id == notice.OrderId
            join thread in db.Conversations on order.ConversationId equals thread.Id
            join contact in db.Contacts on thread.ContactId equals contact.Id
            join workspace in db.Workspaces on order.WorkspaceId equals workspace.Id
            select new { order, thread, contact.DisplayName, workspace.Language }).AsNoTracking().FirstOrDefaultAsync(cancellation);
        if (row is null)
            return null;
        var settings = await db.OrderSettings.AsNoTracking().FirstOrDefaultAsync(found => found.WorkspaceId == notice.WorkspaceId, cancellation);
        return new Item(
            row.order, row.thread, row.DisplayName, row.Language ?? WorkspaceSettings.HomeLanguage, NoticeRules.Of(settings).For(notice.OrderState));
    }

    // Inside the sending transaction: nobody else has settled it, and the order is still what the text says.
    private async Task<bool> Claim(HubDb db, OrderNotice notice, Message message, CancellationToken cancellation)
    {
        if (await Waiting(db, notice, cancellation) is not { } row || !await db.Orders.AnyAsync(
            order => order.WorkspaceId == notice.WorkspaceId && order.Id == notice.OrderId && order.State == notice.OrderState, cancellation))
            return false;
        row.Settle(NoticeState.Sent, store.Now);
        row.MessageId = message.Id;
        return true;
    }

    private Task Settle(OrderNotice notice, Item item, NoticeState state, string reason, string? outcome, CancellationToken cancellation) =>
        store.Write(notice.WorkspaceId, item.Conversation.ConnectionId, async db =>
        {
            if (await Waiting(db, notice, cancellation) is not { } row)
                return;
            row.Settle(state, store.Now, reason, outcome);
            if (state != NoticeState.Refused)
                return;
            var text = NoticeTexts.NotTold(item.Order.Number, notice.OrderState, reason, outcome);
            db.Notes.Add(new Note
            {
                WorkspaceId = notice.WorkspaceId,
                Id = store.Ids.Next(),
                ConversationId = item.Conversation.Id,
                At = store.Now,
                Actor = ConversationEvent.ByItself,
                Text = text.In(item.Language.StartsWith("vi", StringComparison.OrdinalIgnoreCase) ? "vi" : "en"),
            });
        }, cancellation);

    private static Task<OrderNotice?> Waiting(HubDb db, OrderNotice notice, CancellationToken cancellation) => db.OrderNotices.FirstOrDefaultAsync(
        row => row.WorkspaceId == notice.WorkspaceId && row.OrderId == notice.OrderId && row.OrderState == notice.OrderState
            && row.State == NoticeState.Waiting, cancellation);

    [LoggerMessage(1020, LogLevel.Warning, "The notice about order {Order} could not be sent: {Error}")]
    private static partial void Failed(ILogger logger, Guid order, string error);

    private sealed record Item(Order Order, Conversation Conversation, string? Name, string Language, NoticeRule? Rule);

    private sealed record Refusal(string Code, string? Outcome);
}
