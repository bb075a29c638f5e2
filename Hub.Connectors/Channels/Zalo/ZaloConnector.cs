using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>Messages of Zalo Official Accounts: one app for all of them, one grant and one rotating token for each.</summary>
public sealed class ZaloConnector(ConnectorHost host) : MessageChannel(host.Manifest), IReceiveByAccount, ISend, IFetchMedia, INamePeople, IProveGrant
{
    private readonly ZaloApp _app = ZaloApp.Of(host.App);
    private readonly ZaloSignature _signature = new(ZaloApp.Of(host.App).AppId);
    private readonly ZaloGrant _grant = new(ZaloApp.Of(host.App), host);
    private readonly ZaloSender _sender = new(ZaloProfile.Mapper());

    public WebhookVerdict Verify(WebhookRequest request) => _signature.Verify(request, _app.OaSecret, _app.PreviousOaSecret);

    public string? Signer(WebhookRequest request) => ZaloSignature.IsSigned(request) ? ZaloWebhook.Account(request.Body) : null;

    public WebhookVerdict Verify(WebhookRequest request, ConnectorSettings connection) =>
        _signature.Verify(request, ZaloSettings.Of(connection).OaSecret);

    public IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) => ZaloWebhook.Route(request.Body);

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload) => ZaloWebhook.Parse(payload);

    public Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) =>
        _sender.Send(Client(connection), part, cancellation);

    public Task<NameAnswer> Name(ConnectionContext connection, IReadOnlyList<Identity> person, CancellationToken cancellation) =>
        Client(connection).Name(person[0].Value, cancellation);

    /// <summary>The address in a webhook is the permission: no token goes along.</summary>
    public async Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(media.Url, UriKind.Absolute, out var address))
            return new FetchedMedia(new Outcome.Rejected(new Reason($"{ZaloErrors.Connector}/media-address")));
        if (!MediaHosts.May(address, new Uri(_app.ApiBase), _app.MediaHosts))
            return new FetchedMedia(new Outcome.Misconfigured(new Reason($"{ZaloErrors.Connector}/media-host", $"{address.Host} is not among mediaHosts.")));
        return await new MediaDownload(ZaloErrors.Connector, connection.Http).To(destination, address, null, maxBytes, cancellation);
    }

    public Uri AuthorizeUrl(AuthorizeRequest request) => _grant.AuthorizeUrl(request, null);

    public Uri AuthorizeUrl(AuthorizeRequest request, string challenge) => _grant.AuthorizeUrl(request, challenge);

    public Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation) =>
        _grant.Exchange(code, null, cancellation);

    public Task<GrantAnswer> Exchange(string code, Uri redirect, string verifier, CancellationToken cancellation) =>
        _grant.Exchange(code, verifier, cancellation);

    public Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation) =>
        new ZaloClient(_app, host.Http, credentials.AccessToken, host.Clock).Accounts(cancellation);

    public Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) => _grant.Refresh(connection, cancellation);

    /// <summary>No source names a call that ends a grant.</summary>
    public Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) => Task.FromResult<Outcome>(
        new Outcome.Rejected(new Reason($"{ZaloErrors.Connector}/no-revocation")
        {
            Words = new LocalizedText(
                "Zalo has no call that takes a grant back. Remove the app from the Official Account at oa.zalo.me.",
                "Zalo không có lệnh thu hồi quyền. Hãy gỡ ứng dụng khỏi Official Account tại oa.zalo.me."),
        }));

    public Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation) => Client(connection).Whose(connection.AccountId, cancellation);

    private protected override IReadOnlyList<SettingProblem> ProblemsOfApp(ConnectorSettings settings) =>
        new ZaloAppValidator().Problems(ZaloApp.Of(settings));

    private protected override IReadOnlyList<SettingProblem> ProblemsOfAccount(ConnectorSettings settings) =>
        new ZaloSettingsValidator().Problems(ZaloSettings.Of(settings));

    private protected override ChannelPlan Planner(int textLength) => new ZaloPlan(textLength);

    private ZaloClient Client(ConnectionContext connection) =>
        new(_app, connection.Http, connection.Credentials.AccessToken, host.Clock);
}
