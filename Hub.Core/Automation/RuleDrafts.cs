using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Commerce.Drafts;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>
/// Orders and bookings that rules read out of a chat, for people to look over: an order as a draft, a booking as a request. Neither is told
/// to the contact, to CRMs or to ad platforms before somebody places or confirms it.
/// </summary>
internal sealed class RuleDrafts(Workset set, HubStore store)
{
    private readonly BookingMaker _bookings = new(store);

    /// <returns>Why there is none, or null.</returns>
    public async Task<string?> Order(CompiledRule rule, Occasion occasion, CancellationToken cancellation)
    {
        var (db, workspace, thread) = (set.Db, set.WorkspaceId, occasion.Conversation);
        var orders = await db.Orders.Where(row => row.WorkspaceId == workspace && row.ConversationId == thread.Id)
            .Select(row => new { row.State, row.PlacedAt }).ToListAsync(cancellation);
        var fresh = db.Orders.Local.Where(row => row.ConversationId == thread.Id).Select(row => new { row.State, row.PlacedAt }).ToList();
        if (orders.Concat(fresh).Any(row => row.State == OrderState.Draft))
            return HeldCodes.DraftExists;
        // What was said before the last order is that one.
        var after = orders.Concat(fresh).Select(row => (DateTimeOffset?)row.PlacedAt).Max();
        var reading = await ChatDrafts.Read(db, workspace, thread.Id, set.Now, cancellation, after);
        if (ChatOrderDraft.Of(reading, await Language(cancellation)) is not { } draft)
            return HeldCodes.NothingRead;
        if (rule.IsDry)
            return null;
        var actor = ConversationEvent.ByRule(rule.Row.Id);
        var order = OrderDesk.New(store, thread, draft, actor);
        order.Number = await OrderNumbers.Next(db, workspace, cancellation);
        thread.HasOrder = true;
        db.Orders.Add(order);
        db.Note(store, workspace, actor, "order.created", order.Id);
        return null;
    }

    /// <returns>Why there is none, or null.</returns>
    public async Task<string?> Booking(CompiledRule rule, Guid service, Occasion occasion, CancellationToken cancellation)
    {
        var (db, workspace, thread) = (set.Db, set.WorkspaceId, occasion.Conversation);
        var asked = await db.Bookings.Where(row => row.WorkspaceId == workspace && row.ConversationId == thread.Id).ToListAsync(cancellation);
        asked.AddRange(db.Bookings.Local.Where(row => row.ConversationId == thread.Id && !asked.Contains(row)));
        if (asked.Exists(row => row.State == BookingState.Requested && row.StartsAt > set.Now))
            return HeldCodes.DraftExists;
        // What was said before the last booking was made is that one.
        var after = asked.Select(row => (DateTimeOffset?)row.CreatedAt).Max();
        var reading = await ChatDrafts.Read(db, workspace, thread.Id, set.Now, cancellation, after);
        var zone = await WorkspaceSettings.Zone(db, workspace, cancellation);
        if (reading.Reading.Time is not { } time || reading.Messages.Single(message => message.Id == time.MessageId) is not { } said
            || ChatMoment.Of(time.Text, TimeZoneInfo.ConvertTime(said.OccurredAt, zone).DateTime) is not { } moment
            || zone.IsInvalidTime(moment))
            return HeldCodes.NoTime;
        var start = new DateTimeOffset(moment, zone.GetUtcOffset(moment)).ToUniversalTime();
        if (start <= set.Now)
            return HeldCodes.NoTime;
        var draft = new NewBooking(service, null, start, Note: time.Text, State: BookingState.Requested);
        var answer = await _bookings.Make(db, thread, draft, ConversationEvent.ByRule(rule.Row.Id), isTrial: rule.IsDry, cancellation);
        if (answer is BookingAnswer.Done)
            await db.SaveChangesAsync(cancellation); // the next one of this batch has to see that the time is taken
        return answer switch
        {
            BookingAnswer.Done => null,
            BookingAnswer.OutOfRange => HeldCodes.NoTime,
            BookingAnswer.NoSuchService => HeldCodes.TargetGone,
            _ => HeldCodes.TimeTaken,
        };
    }

    private async Task<string> Language(CancellationToken cancellation) =>
        await set.Db.Workspaces.Where(row => row.Id == set.WorkspaceId).Select(row => row.Language).FirstOrDefaultAsync(cancellation)
            ?? WorkspaceSettings.HomeLanguage;
}
