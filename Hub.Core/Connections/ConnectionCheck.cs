using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Asks vendors whether a connection works.</summary>
public sealed class ConnectionCheck(
    HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts, TokenKeeper tokens, WebhookAddress address)
{
    /// <summary>
    /// Asks the vendor, renews the webhook subscription where there is one, and has a CRM read back at once. Good news brings a paused connection back,
    /// bad news pauses it.
    /// </summary>
    public async Task<CheckAnswer> Run(Guid workspace, Guid id, string actor, CancellationToken cancellation)
    {
        var row = await store.Read(workspace, db => db.Connections.FirstOrDefaultAsync(
            found => found.WorkspaceId == workspace && found.Id == id && found.ConnectorId != WebhookConnector.Id, cancellation));
        if (row is null)
            return new CheckAnswer.NotFound();
        if (row.State == ConnectionState.Disconnected)
            return new CheckAnswer.Ended();
        if (connectors.As<IVerify>(row.ConnectorId) is not { } verifier)
            return new CheckAnswer.CannotCheck();
        var outcome = await VerifyOwn(verifier, row, cancellation);
        if (outcome is Outcome.AuthExpired or Outcome.AuthRevoked && !row.IsOff && contexts.Open(row).Credentials is { RefreshToken.Length: > 0 } lapsed)
            (row, outcome) = await Renew(verifier, row, lapsed, cancellation);
        var began = store.Now;
        var subscribed = outcome is Outcome.Accepted && address.Of(row.ConnectorId) is { } callback && connectors.As<ISubscribe>(row.ConnectorId) is { } subscriber
            ? new EnsureSubscriptions.Found(await EnsureSubscriptions.Ask(subscriber, contexts.Open(row), callback, cancellation), began)
            : null;
        outcome = subscribed is null or { Outcome: Outcome.Duplicate } ? outcome : EnsureSubscriptions.Unparked(subscribed.Outcome);
        await store.Write(workspace, id, async db =>
        {
            var current = await db.Connections.SingleAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
            // Of one that was disconnected or connected anew while the vendor answered, this says nothing any more.
            if (current.State != ConnectionState.Disconnected && current.Vault.AsSpan().SequenceEqual(row.Vault))
            {
                Learn(current, outcome);
                if (subscribed is not null)
                    await EnsureSubscriptions.Note(db, connectors, current, subscribed, store.Now, cancellation);
                if (current.State == ConnectionState.Active && connectors.Can<IPoll<CrmChange>>(current.ConnectorId))
                    await CrmWatch.Owe(db, store, new LaneKey(workspace, id, DeliveryKind.ReadCrm), cancellation);
            }

            db.Note(store, workspace, actor, "connection.checked", id);
        }, cancellation);
        return new CheckAnswer.Checked(outcome);
    }

    // An access token that lapsed is no reason to wait for a person.
    private async Task<(Connection Row, Outcome Outcome)> Renew(
        IVerify verifier, Connection row, Credentials lapsed, CancellationToken cancellation)
    {
        var renewed = await tokens.Refresh(row, lapsed.AccessToken, cancellation);
        if (renewed is not Outcome.Accepted)
            return (row, renewed);
        row = await store.Read(row.WorkspaceId, db => db.Connections.SingleAsync(found => found.Id == row.Id, cancellation));
        return (row, await VerifyOwn(verifier, row, cancellation));
    }

    /// <summary>Credentials that are good and another account's are wrong here, also where the connector leaves that to the host.</summary>
    internal async Task<Outcome> VerifyOwn(IVerify verifier, Connection row, CancellationToken cancellation)
    {
        var outcome = await Verify(verifier, row, cancellation);
        return outcome is Outcome.Accepted { RemoteId: { Length: > 0 } found } && found != row.AccountId
            && connectors.Find(row.ConnectorId)?.Manifest is { } manifest && !IsNamedBySettings(manifest)
            ? new Outcome.Misconfigured(new Reason($"{row.ConnectorId}/{Reason.OtherAccount}") { Words = AnotherThanThis(found) })
            : outcome;
    }

    // What an ads connector sends to check itself passes the gate and stands in the ledger like any report; it holds no signal.
    internal async Task<Outcome> Verify(IVerify verifier, Connection row, CancellationToken cancellation)
    {
        var context = contexts.Open(row);
        if (connectors.As<IReport>(row.ConnectorId) is not { } reporter)
            return await verifier.Verify(context, cancellation);
        var (outcome, _) = await EgressLedger.Record(
            store, row, context, reporter, new Dictionary<Guid, Signal>(), () => verifier.Verify(context, cancellation));
        return outcome;
    }

    /// <summary>The credentials are good, and let into another account than the connection's.</summary>
    internal static bool IsOfAnother(Outcome outcome) =>
        outcome is Outcome.Misconfigured && outcome.Because!.Code.EndsWith($"/{Reason.OtherAccount}", StringComparison.Ordinal);

    // Such as a calendar's path. It may have moved since it was connected, and then its id is but the name that it began with.
    internal static bool IsNamedBySettings(ConnectorManifest manifest) =>
        manifest.Settings.Connection.Any(field => field.Required && field.Type != SettingType.Secret);

    internal static LocalizedText AnotherThanThis(string found) => new(
        $"This lets the hub into another account, {found}. Enter this account's own, or connect the other one by itself.",
        $"Thông tin này thuộc tài khoản khác, {found}. Hãy nhập thông tin của chính tài khoản này, hoặc kết nối riêng tài khoản kia.");

    private static void Learn(Connection row, Outcome outcome)
    {
        var detail = outcome.Because is { } reason ? $"{reason.Code} {reason.Detail}".TrimEnd() : null;
        if (outcome is Outcome.AuthRevoked or Outcome.AuthExpired)
            row.Pause("auth_revoked", detail);
        else if (outcome is Outcome.Misconfigured)
            row.Pause(IsOfAnother(outcome) ? Connection.OtherAccount : "misconfigured", detail, outcome.Because?.Words);
        else if (outcome is Outcome.Accepted && row.State == ConnectionState.Paused)
            (row.State, row.StateCode, row.StateDetail) = (ConnectionState.Active, null, null);
    }
}

/// <summary>Closed.</summary>
public abstract record CheckAnswer
{
    private CheckAnswer()
    {
    }

    public sealed record Checked(Outcome Outcome) : CheckAnswer;

    public sealed record NotFound : CheckAnswer;

    /// <summary>It is disconnected: there is nothing left to check with.</summary>
    public sealed record Ended : CheckAnswer;

    /// <summary>The connector is not active, or has no way to check.</summary>
    public sealed record CannotCheck : CheckAnswer;
}
