using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hub.Core.Webhooks;

/// <summary>Which event a changed row is. Looked at whenever a transaction saves, so that no way of changing it can forget to tell.</summary>
internal static class HubEventNotes
{
    public static HubEventDraft? Of(EntityEntry entry) => entry.Entity switch
    {
        Message row => Of(entry, row),
        Conversation row => Of(entry, row),
        Contact row => Of(entry, row),
        Order row => Of(entry, row),
        Booking row => Of(entry, row),
        LedgerEntry row when IsNew(entry, nameof(LedgerEntry.State)) && row.State != LedgerState.Held => Of(row),
        Delivery row when Gave(entry, row) => new(row.WorkspaceId, HubEventTypes.DeliveryDead, row.SubjectId, new HubEventData
        {
            DeliveryId = row.Id,
            ConnectionId = row.ConnectionId,
            Kind = row.Kind,
            Code = row.Code,
        }),
        Connection row when Changed(entry, nameof(Connection.State)) && row.ConnectorId != WebhookConnector.Id => new(
            row.WorkspaceId, HubEventTypes.ConnectionStateChanged, row.Id, new HubEventData
            {
                ConnectionId = row.Id,
                State = row.State,
                WasState = Was<ConnectionState>(entry, nameof(Connection.State)),
                Code = row.StateCode,
            }),
        _ => null,
    };

    private static HubEventDraft? Of(EntityEntry entry, Message row)
    {
        var type = row.Direction == MessageDirection.Inbound ? entry.State == EntityState.Added ? HubEventTypes.MessageReceived : null
            : row.Status == MessageStatus.Failed && row.StatusOutcome != Withheld.Outcome && IsNew(entry, nameof(Message.Status)) ? HubEventTypes.MessageFailed
            : HasLeft(row.Status) && !(entry.State == EntityState.Modified && HasLeft(Was<MessageStatus>(entry, nameof(Message.Status))))
                && entry.State != EntityState.Deleted ? HubEventTypes.MessageSent
            : null;
        return type is null ? null : Of(row, type, type == HubEventTypes.MessageFailed ? row.StatusCode : null);
    }

    /// <summary>Messages that a statement lets fail, past the tracker.</summary>
    public static HubEventDraft Failed(Message row, string code) => Of(row, HubEventTypes.MessageFailed, code);

    private static HubEventDraft Of(Message row, string type, string? code) =>
        new(row.WorkspaceId, type, row.ConversationId, new HubEventData
        {
            ConversationId = row.ConversationId,
            MessageId = row.Id,
            ConnectionId = row.ConnectionId,
            Kind = row.Kind,
            Origin = row.Origin,
            Code = code,
            OccurredAt = row.OccurredAt,
        });

    private static bool HasLeft(MessageStatus status) => status is MessageStatus.Sent or > MessageStatus.Failed;

    private static HubEventDraft? Of(EntityEntry entry, Conversation row)
    {
        if (entry.State != EntityState.Added && !Changed(entry, nameof(Conversation.Status)))
            return null;
        var isNew = entry.State == EntityState.Added;
        return new(row.WorkspaceId, isNew ? HubEventTypes.ConversationCreated : HubEventTypes.ConversationStatusChanged, row.Id, new HubEventData
        {
            ConversationId = row.Id,
            ContactId = row.ContactId,
            ConnectionId = row.ConnectionId,
            State = row.Status,
            WasState = isNew ? null : Was<ConversationStatus>(entry, nameof(Conversation.Status)),
        });
    }

    private static HubEventDraft? Of(EntityEntry entry, Contact row)
    {
        var type = entry.State switch
        {
            EntityState.Added => HubEventTypes.ContactCreated,
            EntityState.Deleted => HubEventTypes.ContactDeleted,
            EntityState.Modified when Changed(
                entry, nameof(Contact.DisplayName), nameof(Contact.Phone), nameof(Contact.Email), nameof(Contact.Notes), nameof(Contact.Attributes))
                => HubEventTypes.ContactChanged,
            _ => null,
        };
        return type is null ? null : new(row.WorkspaceId, type, row.Id, new HubEventData { ContactId = row.Id });
    }

    private static HubEventDraft? Of(EntityEntry entry, Order row)
    {
        var isNew = entry.State == EntityState.Added;
        if (!isNew && !Changed(entry, nameof(Order.State), nameof(Order.Paid), nameof(Order.PaidAt), nameof(Order.Refunded)))
            return null;
        return new(row.WorkspaceId, isNew ? HubEventTypes.OrderCreated : HubEventTypes.OrderStateChanged, row.Id, new HubEventData
        {
            OrderId = row.Id,
            ConversationId = row.ConversationId,
            ContactId = row.ContactId,
            State = row.State,
            WasState = isNew ? null : Was<OrderState>(entry, nameof(Order.State)),
            PaymentState = row.PaymentState,
        });
    }

    private static HubEventDraft? Of(EntityEntry entry, Booking row)
    {
        var isNew = entry.State == EntityState.Added;
        if (!isNew && !Changed(entry, nameof(Booking.State), nameof(Booking.StartsAt), nameof(Booking.ResourceId)))
            return null;
        return new(row.WorkspaceId, isNew ? HubEventTypes.BookingCreated : HubEventTypes.BookingChanged, row.Id, new HubEventData
        {
            BookingId = row.Id,
            ConversationId = row.ConversationId,
            ContactId = row.ContactId,
            State = row.State,
            WasState = isNew ? null : Was<BookingState>(entry, nameof(Booking.State)),
            StartsAt = row.StartsAt,
        });
    }

    /// <summary>A signal that a statement drops, past the tracker.</summary>
    public static HubEventDraft Dropped(Guid workspace, Guid connection, Guid signal, string code) => Of(new LedgerEntry
    {
        WorkspaceId = workspace,
        ConnectionId = connection,
        SignalId = signal,
        State = LedgerState.Dropped,
        ReasonCode = code,
    });

    private static HubEventDraft Of(LedgerEntry row) => new(row.WorkspaceId, HubEventTypes.SignalSettled, row.SignalId, new HubEventData
    {
        SignalId = row.SignalId,
        ConnectionId = row.ConnectionId,
        State = row.State,
        Code = row.ReasonCode,
    });

    // That a webhook could not be delivered is told to nobody by webhook: it would go round in circles.
    private static bool Gave(EntityEntry entry, Delivery row) => row.State == DeliveryState.Dead && row.Kind != DeliveryKind.CallWebhook
        && Changed(entry, nameof(Delivery.State));

    private static bool IsNew(EntityEntry entry, string property) =>
        entry.State == EntityState.Added || Changed(entry, property);

    private static bool Changed(EntityEntry entry, params ReadOnlySpan<string> properties)
    {
        if (entry.State != EntityState.Modified)
            return false;
        foreach (var name in properties)
            if (entry.Property(name) is { IsModified: true } property && !Equals(property.OriginalValue, property.CurrentValue))
                return true;
        return false;
    }

    private static T Was<T>(EntityEntry entry, string property) where T : struct, Enum => (T)entry.Property(property).OriginalValue!;
}
