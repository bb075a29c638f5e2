using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AutoMapper;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>
/// Contacts, orders and bookings into a HubSpot portal, by upsert on a property of the hub's own. What people change in those records comes back.
/// </summary>
public sealed class HubSpotConnector(ConnectorHost host)
    : IConnector, ISyncContacts, ISyncOrders, ISyncBookings, IPoll<CrmChange>, IProveGrant, IGrantSettings
{
    private static readonly HubSpotSettingsValidator Validator = new();

    private readonly IMapper _mapper = HubSpotProfile.Mapper();
    private readonly HubSpotGrant _grant = new(HubSpotApp.Of(host.App), host);
    private readonly Uri _apiBase = HubSpotApp.Of(host.App).Base;
    private readonly HubSpotPace _pace = new(host.Clock);

    public ConnectorManifest Manifest => host.Manifest;

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        scope == SettingsScope.App
            ? HubSpotApp.Of(settings).Problems()
            : Validator.Problems(HubSpotSettings.Of(settings));

    public Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmContact>> batch, CancellationToken cancellation) =>
        Write(connection, HubSpotObject.Contacts, batch, HubSpotJson.Default.ContactProperties, _ => null, cancellation);

    public Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmOrder>> batch, CancellationToken cancellation) =>
        Write(connection, HubSpotObject.Orders, batch, HubSpotJson.Default.OrderProperties, order => order.ContactRemoteId, cancellation);

    public Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmBooking>> batch, CancellationToken cancellation) =>
        Write(connection, HubSpotObject.Meetings, batch, HubSpotJson.Default.MeetingProperties, booking => booking.ContactRemoteId, cancellation);

    public async Task<PollPage<CrmChange>> Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        var settings = HubSpotSettings.Of(connection.Settings);
        using var client = new HubSpotClient(connection, settings, _apiBase, host.Clock);
        return await new HubSpotChanges(
            client, settings, () => _pace.Wait(connection.ConnectionId, settings.SearchesPerSecond, cancellation), host.Clock)
            .Pull(cursor, budget, cancellation);
    }

    public async Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation)
    {
        var settings = HubSpotSettings.Of(connection.Settings);
        using var client = new HubSpotClient(connection, settings, _apiBase, host.Clock);
        return await new HubSpotCheck(client, settings).Run(connection.AccountId, cancellation);
    }

    public IReadOnlyList<SettingProblem> GrantProblems() => HubSpotApp.Of(host.App).GrantProblems();

    public Uri AuthorizeUrl(AuthorizeRequest request) => _grant.AuthorizeUrl(request, challenge: null);

    public Uri AuthorizeUrl(AuthorizeRequest request, string challenge) => _grant.AuthorizeUrl(request, challenge);

    public Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation) =>
        _grant.Exchange(code, redirect, verifier: null, cancellation);

    public Task<GrantAnswer> Exchange(string code, Uri redirect, string verifier, CancellationToken cancellation) =>
        _grant.Exchange(code, redirect, verifier, cancellation);

    public async Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation)
    {
        var context = new ConnectionContext(Guid.Empty, "", ConnectorSettings.Empty, credentials, host.Http, host.Logger);
        using var client = new HubSpotClient(context, HubSpotSettings.Of(context.Settings), _apiBase, host.Clock);
        var account = await client.Account(cancellation);
        return account.Value is { } found && found.PortalId.AsText() is { } portal
            ? new AccountsAnswer(new Outcome.Accepted(), [new RemoteAccount(portal, found.UiDomain is { } domain ? $"{domain} {portal}" : null)])
            : new AccountsAnswer(account.Failure ?? new Outcome.Transient(new Reason("hubspot/unreadable")), []);
    }

    public Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) =>
        _grant.Refresh(connection, cancellation);

    public Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) => _grant.Revoke(connection, cancellation);

    private async Task<BatchAnswer> Write<TRecord, TWire>(
        ConnectionContext connection,
        HubSpotObject type,
        IReadOnlyList<WriteItem<TRecord>> items,
        JsonTypeInfo<TWire> wire,
        Func<TRecord, string?> contact,
        CancellationToken cancellation)
    {
        if (items.Count == 0)
            return new BatchAnswer([]);
        var settings = HubSpotSettings.Of(connection.Settings);
        using var client = new HubSpotClient(connection, settings, _apiBase, host.Clock);
        var sync = new HubSpotSync(client);
        var results = new Dictionary<string, WriteResult>(StringComparer.Ordinal);
        var parts = items.Select(item => item.Key).Distinct(StringComparer.Ordinal).Chunk(HubSpotBatch.MaxRows).ToList();
        foreach (var keys in parts)
        {
            var part = keys.ToHashSet(StringComparer.Ordinal);
            var batch = HubSpotBatch.Of(
                type, settings.KeyOf(type), items.Where(item => part.Contains(item.Key)), _mapper.Map<TRecord, TWire>, wire, contact);
            var whole = await sync.Write(batch, cancellation);
            if (whole is not null && parts.Count == 1)
                return BatchAnswer.Failed(whole);
            for (var i = 0; i < batch.Rows.Count; i++)
                results[batch.Rows[i].Key] = whole is null ? batch.ResultAt(i) : new WriteResult(batch.Rows[i].Key, whole);
        }
        return new BatchAnswer([.. items.Select(item => results[item.Key])]);
    }
}
