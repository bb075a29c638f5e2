using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>Writes contacts to a CRM.</summary>
public sealed class SyncContacts(HubStore store, ConnectorRegistry connectors, FollowContacts follow) : SyncRecords<CrmContact>(store, connectors)
{
    public override DeliveryKind Kind => DeliveryKind.SyncContact;

    protected override SyncEntity Entity => SyncEntity.Contact;

    protected override Task<(List<WriteItem<CrmContact>> Items, Dictionary<Guid, Outcome> Early)> Load(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation) =>
        Store.Read(run.Lane.WorkspaceId, async db =>
        {
            var ids = batch.Select(delivery => delivery.SubjectId).ToList();
            var contacts = await db.Contacts
                .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id)).ToListAsync(cancellation);
            var item = await Items(db, run, ids, cancellation);
            var items = contacts.ConvertAll(row => item(
                row.Id, new CrmContact(row.DisplayName, row.Phone, row.Email, row.Channel, row.FirstSeenAt)));
            var gone = ids.Except(contacts.Select(row => row.Id))
                .ToDictionary(id => id, _ => (Outcome)new Outcome.Rejected(new Reason("contact_gone")));
            return (items, gone);
        });

    private protected override string?[] Fields(CrmContact value) => CrmFields.Of(value);

    private protected override Task<Followed> Follow(LaneRun run, CrmChange there, DateTimeOffset readAt, CancellationToken cancellation) =>
        follow.Follow(run, there, readAt, cancellation);

    protected override Task<BatchAnswer> Upsert(
        LaneRun run, IReadOnlyList<WriteItem<CrmContact>> batch, CancellationToken cancellation) =>
        Connectors.As<ISyncContacts>(run.Connection.ConnectorId)!.Upsert(run.Context, batch, cancellation);
}
