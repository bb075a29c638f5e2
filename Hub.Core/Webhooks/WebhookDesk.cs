using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Webhooks;

/// <summary>A workspace's endpoints: made, changed, switched off, given new secrets, tried.</summary>
public sealed class WebhookDesk(HubStore store, ConnectionVault vault, WebhookTargets targets, LaneBell bell)
{
    /// <summary>How long the old secret goes on signing after a rotation, unless told otherwise.</summary>
    public static TimeSpan UsualOverlap { get; } = TimeSpan.FromHours(24);

    public async Task<WebhookAnswer> Create(Caller caller, WebhookForm form, CancellationToken cancellation)
    {
        if (await targets.Check(form.Url!, cancellation) is { } wrong)
            return new WebhookAnswer.WrongUrl(wrong);
        var secret = WebhookSignature.NewSecret();
        return await store.Write<WebhookAnswer>(caller.WorkspaceId, null, db =>
        {
            var id = store.Ids.Next();
            var endpoint = new WebhookEndpoint { WorkspaceId = caller.WorkspaceId, Id = id, Url = "", Events = "", CreatedAt = store.Now };
            var connection = new Connection
            {
                WorkspaceId = caller.WorkspaceId,
                Id = id,
                ConnectorId = WebhookConnector.Id,
                AccountId = $"{id:N}",
                Name = "",
                State = form.Enabled is false ? ConnectionState.Disabled : ConnectionState.Active,
                Settings = "{}",
                Vault = vault.Lock(caller.WorkspaceId, WebhookConnector.Id, id, new WebhookSecrets(secret, null).ToVault()),
                CreatedAt = store.Now,
            };
            form.Write(endpoint, connection);
            db.WebhookEndpoints.Add(endpoint);
            db.Connections.Add(connection);
            db.Note(store, caller.WorkspaceId, caller.Actor, "webhook_endpoint.created", id);
            return Task.FromResult<WebhookAnswer>(new WebhookAnswer.Done(endpoint, connection, secret));
        }, cancellation);
    }

    public async Task<WebhookAnswer> Change(Caller caller, Guid id, WebhookForm form, CancellationToken cancellation)
    {
        if (form.Url is { } url && await targets.Check(url, cancellation) is { } wrong)
            return new WebhookAnswer.WrongUrl(wrong);
        return await OnOne(caller, id, form.Enabled is false ? "webhook_endpoint.disabled" : "webhook_endpoint.changed", async (db, endpoint, connection) =>
        {
            var moves = form.Url is { } address && address != endpoint.Url;
            form.Write(endpoint, connection);
            if (form.Enabled is false)
            {
                (connection.State, connection.StateCode, connection.StateDetail) = (ConnectionState.Disabled, null, null);
                await SwitchedOff.Cancel(db, connection, store.Now, cancellation);
            }
            else if (form.Enabled is true || (connection.State == ConnectionState.Paused && moves))
                await Enable(db, endpoint, connection, cancellation);
            return new WebhookAnswer.Done(endpoint, connection);
        }, cancellation);
    }

    /// <summary>Makes a new secret. Until <paramref name="overlap"/> has gone by, events are signed with the old one too.</summary>
    public Task<WebhookAnswer> Rotate(Caller caller, Guid id, TimeSpan overlap, CancellationToken cancellation)
    {
        var secret = WebhookSignature.NewSecret();
        return OnOne(caller, id, "webhook_endpoint.secret_rotated", (_, endpoint, connection) =>
        {
            var old = vault.Unlock(connection).Settings["secret"]!.GetValue<string>();
            connection.Vault = vault.Lock(connection, new WebhookSecrets(secret, overlap > TimeSpan.Zero ? old : null).ToVault());
            endpoint.OldSecretUntil = overlap > TimeSpan.Zero ? store.Now + overlap : null;
            return Task.FromResult<WebhookAnswer>(new WebhookAnswer.Done(endpoint, connection, secret));
        }, cancellation);
    }

    /// <summary>Owes the endpoint an event that says nothing, whatever it has subscribed to.</summary>
    public Task<WebhookAnswer> Test(Caller caller, Guid id, CancellationToken cancellation) =>
        OnOne(caller, id, "webhook_endpoint.tested", (db, endpoint, connection) =>
        {
            if (connection.State != ConnectionState.Active)
                return Task.FromResult<WebhookAnswer>(new WebhookAnswer.NotActive());
            db.Changes.Happened(new HubEventDraft(caller.WorkspaceId, HubEventTypes.Test, id, new HubEventData(), [id]));
            return Task.FromResult<WebhookAnswer>(new WebhookAnswer.Done(endpoint, connection));
        }, cancellation);

    /// <returns>False when there is none.</returns>
    public Task<bool> Delete(Caller caller, Guid id, CancellationToken cancellation) => store.Write(caller.WorkspaceId, id, async db =>
    {
        var workspace = caller.WorkspaceId;
        if (await db.WebhookEndpoints.Where(row => row.WorkspaceId == workspace && row.Id == id).ExecuteDeleteAsync(cancellation) == 0)
            return false;
        var deliveries = db.Deliveries.Where(row => row.WorkspaceId == workspace && row.ConnectionId == id);
        await db.Attempts.Where(row => row.WorkspaceId == workspace && deliveries.Any(delivery => delivery.Id == row.DeliveryId)).ExecuteDeleteAsync(cancellation);
        await deliveries.ExecuteDeleteAsync(cancellation);
        await db.Lanes.Where(row => row.WorkspaceId == workspace && row.ConnectionId == id).ExecuteDeleteAsync(cancellation);
        await db.Connections.Where(row => row.WorkspaceId == workspace && row.Id == id).ExecuteDeleteAsync(cancellation);
        db.Note(store, workspace, caller.Actor, "webhook_endpoint.deleted", id);
        return true;
    }, cancellation);

    private async Task Enable(HubDb db, WebhookEndpoint endpoint, Connection connection, CancellationToken cancellation)
    {
        if (connection.State == ConnectionState.Disabled)
            await SwitchedOff.Resume(db, connection, store.Now, cancellation);
        (connection.State, connection.StateCode, connection.StateDetail) = (ConnectionState.Active, null, null);
        (endpoint.FailingSince, endpoint.FailingCode) = (null, null); // days of failure count from here
    }

    private async Task<WebhookAnswer> OnOne(
        Caller caller, Guid id, string action, Func<HubDb, WebhookEndpoint, Connection, Task<WebhookAnswer>> change, CancellationToken cancellation)
    {
        var answer = await store.Write<WebhookAnswer>(caller.WorkspaceId, id, async db =>
        {
            var endpoint = await db.WebhookEndpoints.FirstOrDefaultAsync(
                row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
            if (endpoint is null)
                return new WebhookAnswer.NotFound();
            var connection = await db.Connections.SingleAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
            var answer = await change(db, endpoint, connection);
            if (answer is WebhookAnswer.Done)
                db.Note(store, caller.WorkspaceId, caller.Actor, action, id);
            return answer;
        }, cancellation);
        if (answer is WebhookAnswer.Done)
            bell.Ring(new LaneKey(caller.WorkspaceId, id, DeliveryKind.CallWebhook));
        return answer;
    }
}

/// <summary>Null means: as it is.</summary>
/// <param name="Description">Empty takes it away.</param>
public sealed record WebhookForm(string? Url, string? Description, IReadOnlyCollection<string>? Events, bool? Enabled)
{
    internal void Write(WebhookEndpoint endpoint, Connection connection)
    {
        endpoint.Url = Url ?? endpoint.Url;
        endpoint.Description = Description is null ? endpoint.Description : Description.Length == 0 ? null : Description;
        endpoint.Events = Events is null ? endpoint.Events : string.Join(' ', Events.Distinct(StringComparer.Ordinal));
        connection.Name = endpoint.Description ?? new Uri(endpoint.Url).IdnHost;
    }
}

/// <summary>Closed.</summary>
public abstract record WebhookAnswer
{
    private WebhookAnswer()
    {
    }

    /// <param name="Secret">A new one, to be shown now and never again.</param>
    public sealed record Done(WebhookEndpoint Endpoint, Connection Connection, string? Secret = null) : WebhookAnswer
    {
        public override string ToString() => "Done";
    }

    public sealed record NotFound : WebhookAnswer;

    public sealed record NotActive : WebhookAnswer;

    public sealed record WrongUrl(LocalizedText Why) : WebhookAnswer;
}
