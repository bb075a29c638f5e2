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
        var answer = await Ask(subscriber, run.Context, callback, cancellation);
        return [new DeliveryResult(batch[0], Unparked(answer.Outcome), new Found(answer, began))];
    }

    internal static async Task<EnsuredSubscription> Ask(
        ISubscribe subscriber, ConnectionContext connection, Uri callback, CancellationToken cancellation)
    {
        if (subscriber is IDetailSubscription detailed)
            return await detailed.EnsureInDetail(connection, callback, cancellation);
        var outcome = await subscriber.Ensure(connection, callback, cancellation);
        // Before contract 1.7 nobody could tell: where a subscription is shared, it is taken for that.
        return new EnsuredSubscription(outcome) { MadeForAll = outcome is Outcome.Accepted && subscriber is IShareSubscription };
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
        (row.WayOnEn, row.WayOnVi) = (outcome?.Because?.Words?.En, outcome?.Because?.Words?.Vi);
        if (found is { Outcome: Outcome.Accepted or Outcome.Duplicate })
        {
            if (Stood(row, found) is { } stood)
                await NoteLoss(db, connectors, row, connection, found, stood, now, cancellation);
            if (found.Outcome is Outcome.Accepted || row.IsOver)
                row.StoodBefore = null;
            else if (row.EnsuredAt < found.Began)
                row.StoodBefore = row.EnsuredAt;
            (row.State, row.EnsuredAt, row.FailingTold) = (SubscriptionState.Stands, now, null);
            (row.Coming, row.Missing) = (WebhookSubscription.Kinds(found.Answer.Coming), WebhookSubscription.Kinds(found.Answer.Missing));
        }
        else
            row.State = outcome is null ? SubscriptionState.NoAddress : SubscriptionState.Failing;
        if (found is { Answer.MadeForAll: true }) // also where this account's own part fails: the others' is whole again
            (row.MadeForAllAt, row.RepairBeganAt) = (now, found.Began);
        if (row.State == SubscriptionState.Failing)
            await SubscriptionNews.Failing(db, row, connection, outcome!, now, cancellation);
    }

    // Two looks at once, as when somebody checks what was just connected: what the other has made was not lost and made anew. If the other has
    // found it standing, it saw what this one has made, and it stood last when the other says that it did before.
    private static DateTimeOffset? Stood(WebhookSubscription row, Found found)
    {
        if (row.IsOver)
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
            row.RepairedAt = now; // made anew, though it stood before
        else if (await MadeForAllSince(db, connection, stood, cancellation) is not { MadeForAllAt: { } made } other)
            return;
        else if (other.RepairBeganAt > stood)
            until = made;
        else if (row.StoodBefore is { } before) // this one has last seen what the other was just making
            (from, until) = (before, made);
        else
            return; // and had nothing before that could have been lost
        await BlindSpan.Note(db, connectors, await Tracked(db, connection, cancellation), from, until, cancellation);
        await SubscriptionNews.Lost(db, connection, from, cancellation);
    }

    // What all accounts of an app live on, whatever their workspace, is made by the first look that misses it, and the others find it standing. That
    // one may be of an account that was connected just now, or whose own part fails.
    private static Task<WebhookSubscription?> MadeForAllSince(
        HubDb db, Connection connection, DateTimeOffset stood, CancellationToken cancellation) => db.WebhookSubscriptions.IgnoreQueryFilters()
        .Where(found => found.MadeForAllAt > stood && db.Connections.Any(
            other => other.WorkspaceId == found.WorkspaceId && other.Id == found.Id && other.ConnectorId == connection.ConnectorId))
        .OrderByDescending(found => found.MadeForAllAt).AsNoTracking().FirstOrDefaultAsync(cancellation);

    /// <param name="Began">When the platform was asked.</param>
    internal sealed record Found(EnsuredSubscription Answer, DateTimeOffset Began)
    {
        public Outcome Outcome => Answer.Outcome;
    }

    private static Task<Connection> Tracked(HubDb db, Connection connection, CancellationToken cancellation) => db.Connections.SingleAsync(
        row => row.WorkspaceId == connection.WorkspaceId && row.Id == connection.Id, cancellation);

    // Whoever may not subscribe can still send: the account is not parked, its page says what is wrong, and the next check asks again.
    internal static Outcome Unparked(Outcome outcome) =>
        outcome is Outcome.Misconfigured wrong ? new Outcome.Rejected(wrong.Reason) : outcome;
}
