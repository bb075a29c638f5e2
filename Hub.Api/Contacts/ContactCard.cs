using AutoMapper;
using Hub.Api.Commerce;
using Hub.Core.Automation;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>Everything on one card: how every channel names the contact, what was said and bought there, and which CRM records it is.</summary>
/// <param name="Conversations">The latest 50 that the caller sees; none without the permission to read them. So are the orders.</param>
/// <param name="MergedFrom">Contacts that people have merged into this one, the latest first; each can be taken out again.</param>
/// <param name="IsBlocked">What the contact writes goes to the bin.</param>
public sealed record ContactCard(
    ContactResponse Contact, IReadOnlyList<ContactCard.IdentityOf> Identities, IReadOnlyList<ContactCard.ConversationOf> Conversations,
    IReadOnlyList<OrderResponse> Orders, IReadOnlyList<ContactCard.RecordOf> Records, IReadOnlyList<ContactCard.MergeOf> MergedFrom, bool IsBlocked)
{
    private const int Shown = 50;

    /// <param name="MergedFrom">The contact that it came with, when a person has merged contacts.</param>
    public sealed record IdentityOf(Guid ConnectionId, string ConnectorId, string Scheme, string Value, Guid? MergedFrom);

    public sealed record ConversationOf(
        Guid Id, Guid ConnectionId, string ConnectorId, ConversationStatus Status, DateTimeOffset StartedAt, DateTimeOffset LastActivityAt,
        DateTimeOffset? LastInboundAt);

    /// <param name="Overruled">What was changed there while it was changed here, when that was last so: what is here stayed, and went there.</param>
    public sealed record RecordOf(
        Guid ConnectionId, string ConnectorId, string RemoteId, DateTimeOffset LinkedAt, IReadOnlyList<CrmContactField> Overruled,
        DateTimeOffset? OverruledAt);

    public sealed record MergeOf(Guid MergeId, Guid ContactId, string? DisplayName, DateTimeOffset At);

    internal static async Task<ContactCard> Load(HubDb db, Caller caller, Contact contact, IMapper mapper, CancellationToken cancellation)
    {
        var (workspace, id) = (contact.WorkspaceId, contact.Id);
        var connectors = await db.Connections.Where(row => row.WorkspaceId == workspace)
            .ToDictionaryAsync(row => row.Id, row => row.ConnectorId, cancellation);
        var identities = await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == id).ToListAsync(cancellation);
        var records = await db.ExternalIds
            .Where(row => row.WorkspaceId == workspace && row.Entity == SyncEntity.Contact && row.LocalId == id).ToListAsync(cancellation);
        var merges = await db.MergedContacts.Where(row => row.WorkspaceId == workspace && row.KeepId == id)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).ToListAsync(cancellation);
        return new ContactCard(
            ContactResponse.Of(contact),
            identities.ConvertAll(row => new IdentityOf(row.ConnectionId, connectors[row.ConnectionId], row.Scheme, row.Value, row.OriginId)),
            await LoadConversations(db, caller, id, connectors, cancellation),
            await LoadOrders(db, caller, id, mapper, cancellation),
            records.ConvertAll(row => new RecordOf(
                row.ConnectionId, connectors[row.ConnectionId], row.RemoteId, row.LinkedAt, row.OverruledFields, row.OverruledAt)),
            merges.ConvertAll(row => new MergeOf(row.Id, row.DropId, row.DroppedName, row.At)),
            await BlockList.Has(db, workspace, id, cancellation));
    }

    private static async Task<IReadOnlyList<ConversationOf>> LoadConversations(
        HubDb db, Caller caller, Guid contact, Dictionary<Guid, string> connectors, CancellationToken cancellation)
    {
        if (!caller.May(Permissions.ConversationsRead))
            return [];
        var rows = await db.Conversations.VisibleTo(caller).Where(row => row.ContactId == contact)
            .OrderByDescending(row => row.LastActivityAt).ThenByDescending(row => row.Id).Take(Shown).ToListAsync(cancellation);
        return rows.ConvertAll(row => new ConversationOf(
            row.Id, row.ConnectionId, connectors[row.ConnectionId], row.Status, row.StartedAt, row.LastActivityAt, row.LastInboundAt));
    }

    private static async Task<IReadOnlyList<OrderResponse>> LoadOrders(
        HubDb db, Caller caller, Guid contact, IMapper mapper, CancellationToken cancellation)
    {
        if (!caller.May(Permissions.OrdersRead))
            return [];
        var rows = await db.Orders.Include(row => row.Lines).VisibleTo(db, caller)
            .Where(row => row.WorkspaceId == caller.WorkspaceId && row.ContactId == contact)
            .OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id).Take(Shown).ToListAsync(cancellation);
        return await OrderResponse.Load(db, caller, rows, mapper, cancellation);
    }
}
