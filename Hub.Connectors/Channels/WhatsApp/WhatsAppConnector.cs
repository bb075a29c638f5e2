using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>WhatsApp Business Platform, Cloud API.</summary>
public sealed class WhatsAppConnector : IConnector, IReceive, ISend, IConversationActions, IFetchMedia, IVerify
{
    private readonly MetaApp _app;
    private readonly GraphApi _graph;
    private readonly WhatsAppSender _sender;

    public WhatsAppConnector(ConnectorHost host)
    {
        Manifest = host.Manifest;
        _app = MetaApp.Of(host.App);
        _graph = new GraphApi(WhatsAppErrors.Connector, _app, host.Clock, WhatsAppErrors.Table);
        _sender = new WhatsAppSender(WhatsAppProfile.Mapper());
    }

    public ConnectorManifest Manifest { get; }

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) => scope == SettingsScope.App
        ? new MetaAppValidator().Validate(MetaApp.Of(settings)).ToProblems()
        : new WhatsAppSettingsValidator().Validate(WhatsAppSettings.Of(settings)).ToProblems();

    public WebhookVerdict Verify(WebhookRequest request) => MetaVerification.Verify(request, _app);

    public IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) => WhatsAppWebhook.Route(request.Body);

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload) => WhatsAppWebhook.Parse(payload);

    public Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation) => Client(connection).Verify(cancellation);

    public SendPlan Plan(ConnectionContext connection, OutboundDraft draft) =>
        new WhatsAppPlan(MetaLimits.TextLength(connection, Manifest)).Of(draft);

    public Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) =>
        _sender.Send(Client(connection), part, cancellation);

    public Task<Outcome> Act(
        ConnectionContext connection, Recipient to, ConversationAction action, string? messageKey, CancellationToken cancellation) =>
        WhatsAppSender.Act(Client(connection), action, messageKey, cancellation);

    public async Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        var client = Client(connection);
        var (url, failure) = media.Id is { } id ? await client.MediaAddress(id, cancellation) : (media.Url, null);
        if (failure is not null)
            return new FetchedMedia(failure);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !MetaHosts.May(address, _app.BaseAddress, Manifest.Hosts))
            return new FetchedMedia(new Outcome.Rejected(new Reason($"{WhatsAppErrors.Connector}/foreign-media-host")));
        return await new MetaDownload(WhatsAppErrors.Connector, connection.Http)
            .To(destination, address, client.Token, maxBytes, cancellation);
    }

    private WhatsAppClient Client(ConnectionContext connection) => new(_graph, connection);
}
