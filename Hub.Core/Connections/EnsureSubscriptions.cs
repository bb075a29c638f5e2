using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Has a connection's webhooks subscribed: when it is connected, and whenever the watch asks. One that was lost is made anew.</summary>
public sealed class EnsureSubscriptions(HubStore store, ConnectorRegistry connectors, WebhookAddress address) : LaneWork
{
    public override DeliveryKind Kind => DeliveryKind.Subscribe;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => 1;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        if (connectors.As<ISubscribe>(run.Connection.ConnectorId) is not { } subscriber || address.Of(run.Connection.ConnectorId) is not { } callback)
            return [new DeliveryResult(batch[0], new Outcome.Accepted())];
        var began = store.Now;
        var outcome = await subscriber.Ensure(run.Context, callback, cancellation);
        return [new DeliveryResult(batch[0], Unparked(outcome), new Found(outcome, began))];
    }

    public override async Task Record(HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        foreach (var result in results)
            await Note(db, connectors, run.Connection, result.Extra as Found, store.Now, cancellation);
    }

    /// <summary>Writes down what a check has found.</summary>
    /// <param name="found">Null when there was no address to subscribe.</param>
    internal static async Task Note(
        HubDb db, ConnectorRegistry connectors, Connection connection, Found? found, DateTimeOffset now, CancellationToken cancellation)
    {
        var outcome = found?.Outcome;
        var row = await db.WebhookSubscriptions.FirstOrDefaultAsync(
            one => one.WorkspaceId == connection.WorkspaceId && one.Id == connection.Id, cancellation);
        if (row is null)
            db.WebhookSubscriptions.Add(row = new WebhookSubscription { WorkspaceId = connection.WorkspaceId, Id = connection.Id });
        (row.CheckedAt, row.Code) = (now, outcome?.Because?.Code);
        if (found is { Outcome: Outcome.Accepted or Outcome.Duplicate })
        {
            if (Stood(row, found) is { } stood)
                await NoteLoss(db, connectors, row, connection, found, stood, now, cancellation);
            if (found.Outcome is Outcome.Accepted || row.State == SubscriptionState.Removed)
                row.StoodBefore = null;
            else if (row.EnsuredAt < found.Began)
                row.StoodBefore = row.EnsuredAt;
            (row.State, row.EnsuredAt, row.FailingTold) = (SubscriptionState.Stands, now, null);
        }
        else
            row.State = outcome is null ? SubscriptionState.NoAddress : SubscriptionState.Failing;
        if (row.State == SubscriptionState.Failing)
            await SubscriptionNews.Failing(db, row, connection, outcome!, now, cancellation);
    }

    // Two looks at once, as when somebody checks what was just connected: what the other has made was not lost and made anew. If the other has
    // found it standing, it saw what this one has made, and it stood last when the other says that it did before.
    private static DateTimeOffset? Stood(WebhookSubscription row, Found found)
    {
        if (row.State == SubscriptionState.Removed)
            return null;
        var stood = row.EnsuredAt >= found.Began && found.Outcome is Outcome.Accepted ? row.StoodBefore : row.EnsuredAt;
        return stood < found.Began ? stood : null;
    }

    private static async Task NoteLoss(
        HubDb db, ConnectorRegistry connectors, WebhookSubscription row, Connection connection, Found found, DateTimeOffset stood,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var (from, until) = (stood, now);
        if (found.Outcome is Outcome.Accepted)
            (row.RepairedAt, row.RepairBeganAt) = (now, found.Began); // made anew, though it stood before
        else if (await RepairedSince(db, connectors, connection, stood, cancellation) is { RepairedAt: { } repaired } other)
            (from, until) = (other.RepairBeganAt <= stood ? row.StoodBefore ?? stood : stood, repaired);
        else
            return;
        await BlindSpan.Note(db, connectors, await Tracked(db, connection, cancellation), from, until, cancellation);
        await SubscriptionNews.Lost(db, connection, from, cancellation);
    }

    // Where an app has one address for all its accounts, whatever their workspace, the first look makes it anew and the others find it standing.
    private static async Task<WebhookSubscription?> RepairedSince(
        HubDb db, ConnectorRegistry connectors, Connection connection, DateTimeOffset stood, CancellationToken cancellation) =>
        connectors.Can<IShareSubscription>(connection.ConnectorId) && connectors.Can<IPoll<ChannelEvent>>(connection.ConnectorId)
            ? await db.WebhookSubscriptions.IgnoreQueryFilters()
                .Where(found => found.RepairedAt > stood && db.Connections.Any(
                    other => other.WorkspaceId == found.WorkspaceId && other.Id == found.Id && other.ConnectorId == connection.ConnectorId))
                .OrderByDescending(found => found.RepairedAt).AsNoTracking().FirstOrDefaultAsync(cancellation)
            : null;

    /// <param name="Began">When the platform was asked.</param>
    internal sealed record Found(Outcome Outcome, DateTimeOffset Began);

    private static Task<Connection> Tracked(HubDb db, Connection connection, CancellationToken cancellation) => db.Connections.SingleAsync(
        row => row.WorkspaceId == connection.WorkspaceId && row.Id == connection.Id, cancellation);

    // Whoever may not subscribe can still send: the account is not parked, its page says what is wrong, and the next check asks again.
    internal static Outcome Unparked(Outcome outcome) =>
        outcome is Outcome.Misconfigured wrong ? new Outcome.Rejected(wrong.Reason) : outcome;
}
