using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Channels.Line;

/// <summary>Messages of a LINE Official Account. Each account is a channel of its own at LINE, with its own token and its own secret.</summary>
public sealed class LineConnector(ConnectorHost host) : MessageChannel(host.Manifest), IReceiveByAccount, ISend, IFetchMedia, IVerify, INamePeople, ISubscribe
{
    private readonly LineApp _app = LineApp.Of(host.App);
    private readonly LineSender _sender = new(LineProfile.Mapper());

    /// <summary>An app of the operator's has no secret here: only accounts have.</summary>
    public WebhookVerdict Verify(WebhookRequest request) => WebhookVerdict.Forged.Instance;

    public string? Signer(WebhookRequest request) => LineSignature.IsSigned(request) ? LineWebhook.Destination(request.Body) : null;

    public WebhookVerdict Verify(WebhookRequest request, ConnectorSettings connection) =>
        LineSignature.Verify(request, LineSettings.Of(connection).ChannelSecret);

    public IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) => LineWebhook.Route(request.Body);

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload) => LineWebhook.Parse(payload);

    public Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) =>
        _sender.Send(Client(connection), part, cancellation);

    public async Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation)
    {
        var client = Client(connection);
        var account = await client.Whose(cancellation);
        return account is Outcome.Accepted
            ? await LineSecret.Problem(client, LineSettings.Of(connection.Settings).ChannelSecret, cancellation) ?? account
            : account;
    }

    public Task<NameAnswer> Name(ConnectionContext connection, IReadOnlyList<Identity> person, CancellationToken cancellation) =>
        Client(connection).Name(person[0].Value, cancellation);

    public Task<Outcome> Ensure(ConnectionContext connection, Uri callback, CancellationToken cancellation) =>
        new LineSubscription(Client(connection)).Ensure(callback, cancellation);

    public Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Rejected(LineSubscription.StaysThere));

    public async Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        if (media.Id is not { Length: > 0 } id)
            return new FetchedMedia(new Outcome.Rejected(new Reason($"{LineErrors.Connector}/foreign-media-host")));
        var address = new Uri($"{_app.DataBase.TrimEnd('/')}/v2/bot/message/{Uri.EscapeDataString(id)}/content");
        return await new MediaDownload(LineErrors.Connector, connection.Http).To(
            destination, address, LineClient.TokenOf(connection), maxBytes, cancellation);
    }

    private protected override IReadOnlyList<SettingProblem> ProblemsOfApp(ConnectorSettings settings) =>
        new LineAppValidator().Problems(LineApp.Of(settings));

    private protected override IReadOnlyList<SettingProblem> ProblemsOfAccount(ConnectorSettings settings) =>
        new LineSettingsValidator().Problems(LineSettings.Of(settings));

    private protected override ChannelPlan Planner(int textLength) => new LinePlan(textLength);

    private LineClient Client(ConnectionContext connection) => new(_app, connection, host.Clock);
}
