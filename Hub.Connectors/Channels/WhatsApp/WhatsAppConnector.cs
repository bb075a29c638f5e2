using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>WhatsApp Business Platform, Cloud API.</summary>
public sealed class WhatsAppConnector(ConnectorHost host) : MetaChannel(host, WhatsAppErrors.Connector, WhatsAppErrors.Table), IListTemplates, IShareSubscription, IDetailSubscription
{
    private readonly WhatsAppSender _sender = new(WhatsAppProfile.Mapper());

    /// <summary>The numbers of one business account share its subscription.</summary>
    public bool StaysForOthers => !RemovesSharedWebhook;

    private WhatsAppNumbers Numbers => new(Graph, Grant);

    private MetaSubscription Subscription => Subscribed("whatsapp_business_account", ["messages"]);

    public override IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) => WhatsAppWebhook.Route(request.Body);

    public override ParsedPayload Parse(ReadOnlyMemory<byte> payload) => WhatsAppWebhook.Parse(payload);

    public override Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation) =>
        Client(connection).Verify(cancellation);

    public override Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation) =>
        Numbers.List(Grant.Http, credentials, cancellation);

    public override Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) =>
        Numbers.Refresh(connection, cancellation);

    public override Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) =>
        Numbers.Revoke(connection, cancellation);

    public async Task<TemplateAnswer> Templates(ConnectionContext connection, CancellationToken cancellation)
    {
        var (business, failure) = await BusinessOf(connection, cancellation);
        return business is null ? new TemplateAnswer([], failure) : await Client(connection).Templates(business, cancellation);
    }

    public async Task<EnsuredSubscription> EnsureInDetail(ConnectionContext connection, Uri callback, CancellationToken cancellation)
    {
        var (business, failure) = await BusinessOf(connection, cancellation);
        return business is null
            ? new EnsuredSubscription(failure!)
            : await Subscription.Ensure(Client(connection).Account, business, withFields: false, callback, cancellation);
    }

    public async Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation)
    {
        if (StaysForOthers)
            return new Outcome.Rejected(new Reason($"{WhatsAppErrors.Connector}/shared-webhook")); // it would silence the other numbers
        var (business, failure) = await BusinessOf(connection, cancellation);
        return business is null ? failure! : await Subscription.Remove(Client(connection).Account, business, cancellation);
    }

    public override Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) =>
        _sender.Send(Client(connection), part, cancellation);

    public override Task<Outcome> Act(
        ConnectionContext connection, Recipient to, ConversationAction action, string? messageKey, CancellationToken cancellation) =>
        WhatsAppSender.Act(Client(connection), action, messageKey, cancellation);

    public override async Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        var client = Client(connection);
        var (url, failure) = media.Id is { } id ? await client.MediaAddress(id, cancellation) : (media.Url, null);
        return failure is null
            ? await Download(connection, url, client.Token, destination, maxBytes, cancellation)
            : new FetchedMedia(failure);
    }

    private protected override IReadOnlyList<SettingProblem> ProblemsOfAccount(ConnectorSettings settings) =>
        new WhatsAppSettingsValidator().Validate(WhatsAppSettings.Of(settings)).ToProblems();

    private protected override ChannelPlan Planner(int textLength) => new WhatsAppPlan(textLength);

    private Task<(string? Business, Outcome? Failure)> BusinessOf(ConnectionContext connection, CancellationToken cancellation) =>
        Numbers.BusinessOf(connection, Client(connection).Token, cancellation);

    private WhatsAppClient Client(ConnectionContext connection) => new(Graph, connection);
}
