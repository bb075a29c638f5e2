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

    private const string MostlyGone = "mostly_gone";

    private static readonly Outcome Emptied = new Outcome.Transient(new Reason(
        MostlyGone, "Most of the bookings ahead are missing there at once. None was cancelled; it is read again."));

    public override DeliveryKind Kind => DeliveryKind.ReadCrm;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => 1;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        if (connectors.As<IPoll<CrmChange>>(run.Connection.ConnectorId) is not { } crm)
            return [new DeliveryResult(batch[0], new Outcome.Rejected(new Reason("cannot_poll")))];
        await CrmPlace.Enter(store, connectors, run, cancellation);
        var readAt = store.Now;
        var reading = await store.Read(run.Lane.WorkspaceId, db => db.CrmReadings.FirstOrDefaultAsync(row => row.Id == run.Connection.Id, cancellation));
        var page = await crm.Pull(run.Context, reading?.Cursor, new PollBudget(CallsPerRead, run.Connection.CreatedAt), cancellation);
        if (page.Outcome is not Outcome.Accepted)
            return [new DeliveryResult(batch[0], page.Outcome)];
        var (changed, overruled, isEmptied, isEarly) = (0, 0, false, false);
        foreach (var changes in await Changes())
            foreach (var change in await News(run, changes, cancellation))
                switch (await Follow(run, change, readAt, cancellation))
                {
                    case Followed.Changed:
                        changed++;
                        break;
                    case Followed.Overruled:
                        overruled++;
                        break;
                    case Followed.TooEarly: // the cursor stays, so that the record is told again; what else there is goes on
                        isEarly = true;
                        break;
                }

        var read = new Read(isEmptied || isEarly ? null : page, page.LeftOut, readAt, changed, overruled);
        return [isEmptied ? new DeliveryResult(batch[0], Emptied, read) { WasAnswered = true }
            : new DeliveryResult(
                batch[0], isEarly ? new Outcome.Throttled(AfterWrite, ThrottleScope.Recipient, new Reason("just_written")) : page.Outcome, read)];

        // What is missing from a list, each list by itself; then what was told, by what it is about.
        async Task<List<IReadOnlyList<CrmChange>>> Changes()
        {
            var all = new List<IReadOnlyList<CrmChange>>();
            foreach (var listing in page.Items.OfType<CrmListing>())
            {
                var missing = await CrmLinks.Missing(store, run, listing, readAt, cancellation);
                if (reading?.AnewAt is not null)
                    await CrmLinks.Forget(store, run, listing.Entity, missing, cancellation);
                else if (await bookings.IsEmptied(run, listing, missing, reading?.Code == MostlyGone, cancellation))
                    isEmptied = true;
                else
                    all.Add(missing);
            }

            all.AddRange(page.Items.Where(item => item is not CrmListing).GroupBy(item => item.Entity).Select(group => group.ToList()));
            return all;
        }
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
        // That most were missing is forgotten by a whole read that misses none, and by nothing in between.
        if (reading.Code != MostlyGone || reading.AnewAt is not null || (result.Extra is Read { Page.More: false } && result.Outcome != Emptied))
            reading.Code = result.Extra is Read told && result.Outcome != Emptied ? told.LeftOut?.Code : result.Outcome.Because?.Code;
        if (result.Extra is not Read read)
            return;
        reading.Followed += read.Changed;
        reading.Overruled += read.Overruled;
        if (read.Changed + read.Overruled > 0)
            reading.FollowedAt = store.Now;
        if (read.Page is not { } page || reading.AnewAt > read.At) // what was read before it came back is no place to go on from
            return;
        (reading.Cursor, reading.ReadAt) = (page.Next, store.Now);
        if (page.More)
            (result.Delivery.State, result.Delivery.SettledAt) = (DeliveryState.Owed, null);
        else
            reading.AnewAt = null;
    }

    // All that was told of a record in which something is new: what comes second may take back what came first.
    private async Task<IReadOnlyList<CrmChange>> News(LaneRun run, IReadOnlyList<CrmChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
            return [];
        var news = changes[0].Entity switch
        {
            CrmEntity.Contact => await contacts.News(run, changes, cancellation),
            CrmEntity.Order => await orders.News(run, changes, cancellation),
            _ => await bookings.News(run, changes, cancellation),
        };
        var ids = news.Select(change => change.RemoteId).ToHashSet(StringComparer.Ordinal);
        return [.. changes.Where(change => ids.Contains(change.RemoteId))];
    }

    private Task<Followed> Follow(LaneRun run, CrmChange change, DateTimeOffset readAt, CancellationToken cancellation) => change.Entity switch
    {
        CrmEntity.Contact => contacts.Follow(run, change, readAt, cancellation),
        CrmEntity.Order => orders.Follow(run, change, readAt, cancellation),
        _ => bookings.Follow(run, change, readAt, cancellation),
    };

    /// <param name="Page">Null when it has to be read again.</param>
    private sealed record Read(PollPage<CrmChange>? Page, Reason? LeftOut, DateTimeOffset At, int Changed, int Overruled);
}
