using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>
/// Reads what people have changed in a CRM. Each change is a transaction of its own and says nothing new when it is told again, so the cursor
/// may be written after all of them: what a crash leaves in between is read once more.
/// </summary>
public sealed class ReadCrm(
    HubStore store, ConnectorRegistry connectors, FollowContacts contacts, FollowOrders orders, FollowBookings bookings) : LaneWork
{
    private const int CallsPerRead = 20;
    private static readonly TimeSpan AfterWrite = TimeSpan.FromSeconds(5);

    public override DeliveryKind Kind => DeliveryKind.ReadCrm;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => 1;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        if (connectors.As<IPoll<CrmChange>>(run.Connection.ConnectorId) is not { } crm)
            return [new DeliveryResult(batch[0], new Outcome.Rejected(new Reason("cannot_poll")))];
        var readAt = store.Now;
        var reading = await store.Read(run.Lane.WorkspaceId, db => db.CrmReadings.FirstOrDefaultAsync(row => row.Id == run.Connection.Id, cancellation));
        var page = await crm.Pull(run.Context, reading?.Cursor, new PollBudget(CallsPerRead, run.Connection.CreatedAt), cancellation);
        if (page.Outcome is not Outcome.Accepted)
            return [new DeliveryResult(batch[0], page.Outcome)];
        var (changed, overruled) = (0, 0);
        foreach (var item in page.Items)
            foreach (var change in await Changes(run, item, readAt, cancellation))
                switch (await Follow(run, change, readAt, cancellation))
                {
                    case Followed.Changed:
                        changed++;
                        break;
                    case Followed.Overruled:
                        overruled++;
                        break;
                    case Followed.TooEarly: // the cursor stays, so that the record is told again
                        return [new DeliveryResult(
                            batch[0], new Outcome.Throttled(AfterWrite, ThrottleScope.Recipient, new Reason("just_written")), new Read(null, changed, overruled))];
                }

        return [new DeliveryResult(batch[0], page.Outcome, new Read(page, changed, overruled))];
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var result = results.Single();
        var reading = await db.CrmReadings.FirstOrDefaultAsync(
            row => row.WorkspaceId == run.Lane.WorkspaceId && row.Id == run.Connection.Id, cancellation);
        if (reading is null)
            db.CrmReadings.Add(reading = new CrmReading { WorkspaceId = run.Lane.WorkspaceId, Id = run.Connection.Id });
        reading.AskedAt = store.Now;
        reading.Code = result.Extra is Read ? null : result.Outcome.Because?.Code;
        if (result.Extra is not Read read)
            return;
        reading.Followed += read.Changed;
        reading.Overruled += read.Overruled;
        if (read.Changed + read.Overruled > 0)
            reading.FollowedAt = store.Now;
        if (read.Page is not { } page)
            return;
        (reading.Cursor, reading.ReadAt) = (page.Next, store.Now);
        if (page.More)
            (result.Delivery.State, result.Delivery.SettledAt) = (DeliveryState.Owed, null);
    }

    private async Task<IReadOnlyList<CrmChange>> Changes(LaneRun run, CrmChange item, DateTimeOffset readAt, CancellationToken cancellation) =>
        item is CrmListing listing ? await CrmLinks.Missing(store, run, listing, readAt, cancellation) : [item];

    private Task<Followed> Follow(LaneRun run, CrmChange change, DateTimeOffset readAt, CancellationToken cancellation) => change.Entity switch
    {
        CrmEntity.Contact => contacts.Follow(run, change, readAt, cancellation),
        CrmEntity.Order => orders.Follow(run, change, readAt, cancellation),
        _ => bookings.Follow(run, change, readAt, cancellation),
    };

    /// <param name="Page">Null when it has to be read again.</param>
    private sealed record Read(PollPage<CrmChange>? Page, int Changed, int Overruled);
}
