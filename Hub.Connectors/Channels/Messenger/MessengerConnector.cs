using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Facebook Messenger of a Page.</summary>
public sealed class MessengerConnector : IConnector, IReceive, ISend, IConversationActions, IFetchMedia, IVerify
{
    private readonly MetaApp _app;
    private readonly GraphApi _graph;
    private readonly MessengerWebhook _webhook;
    private readonly MessengerSender _sender = new(MessengerProfile.Mapper());

    public MessengerConnector(ConnectorHost host)
    {
        Manifest = host.Manifest;
        _app = MetaApp.Of(host.App);
        _graph = new GraphApi(MessengerErrors.Connector, _app, host.Clock, MessengerErrors.Table);
        _webhook = new MessengerWebhook(_app.AppId);
    }

    public ConnectorManifest Manifest { get; }

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) => scope == SettingsScope.App
        ? new MetaAppValidator().Validate(MetaApp.Of(settings)).ToProblems()
        : new MessengerSettingsValidator().Validate(MessengerSettings.Of(settings)).ToProblems();

    public WebhookVerdict Verify(WebhookRequest request) => MetaVerification.Verify(request, _app);

    public IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) => MessengerWebhook.Route(request.Body);

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload) => _webhook.Parse(payload);

    public Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation) => Client(connection).Verify(cancellation);

    public SendPlan Plan(ConnectionContext connection, OutboundDraft draft) =>
        new MessengerPlan(MetaLimits.TextLength(connection, Manifest), [.. Manifest.Limits.WindowTags.Keys]).Of(draft);

    public Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) =>
        _sender.Send(Client(connection), part, cancellation);

    public Task<Outcome> Act(
        ConnectionContext connection, Recipient to, ConversationAction action, string? messageKey, CancellationToken cancellation) =>
        MessengerSender.Act(Client(connection), to, action, cancellation);

    /// <summary>The address is signed by Meta and opens without a token, so none is sent there.</summary>
    public async Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(media.Url, UriKind.Absolute, out var address) || !MetaHosts.May(address, _app.BaseAddress, Manifest.Hosts))
            return new FetchedMedia(new Outcome.Rejected(new Reason($"{MessengerErrors.Connector}/foreign-media-host")));
        return await new MetaDownload(MessengerErrors.Connector, connection.Http)
            .To(destination, address, token: null, maxBytes, cancellation);
    }

    private MessengerClient Client(ConnectionContext connection) => new(_graph, connection);
}
