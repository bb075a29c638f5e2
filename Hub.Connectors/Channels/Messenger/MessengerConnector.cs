using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Facebook Messenger of a Page.</summary>
public sealed class MessengerConnector(ConnectorHost host) : MetaChannel(host, MessengerErrors.Connector, MessengerErrors.Table), INamePeople, IPoll<ChannelEvent>, IDetailSubscription
{
    private readonly MessengerWebhook _webhook = new(MetaApp.Of(host.App).AppId);
    private readonly MessengerSender _sender = new(MessengerProfile.Mapper());

    private readonly MessengerPoll _poll = new(host.Clock);

    private MetaSubscription Subscription => Subscribed("page",
    [
        "messages", "messaging_postbacks", "messaging_referrals", "message_echoes", "message_deliveries", "message_reads", "message_reactions",
    ]);

    private MessengerPages Pages => new(Graph, Grant);

    public override IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) => MessengerWebhook.Route(request.Body);

    public override ParsedPayload Parse(ReadOnlyMemory<byte> payload) => _webhook.Parse(payload);

    public override Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation) =>
        Client(connection).Verify(cancellation);

    public override Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation) =>
        Pages.List(Grant.Http, credentials, cancellation);

    public override Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) =>
        Pages.Refresh(connection, cancellation);

    public override Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) =>
        Pages.Revoke(connection, cancellation);

    public override Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) =>
        _sender.Send(Client(connection), part, cancellation);

    public override Task<Outcome> Act(
        ConnectionContext connection, Recipient to, ConversationAction action, string? messageKey, CancellationToken cancellation) =>
        MessengerSender.Act(Client(connection), to, action, cancellation);

    public Task<NameAnswer> Name(ConnectionContext connection, IReadOnlyList<Identity> person, CancellationToken cancellation) =>
        Client(connection).Name(person[0].Value, cancellation);

    public Task<PollPage<ChannelEvent>> Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation) =>
        _poll.Pull(Client(connection), connection, cursor, budget, cancellation);

    public Task<EnsuredSubscription> EnsureInDetail(ConnectionContext connection, Uri callback, CancellationToken cancellation)
    {
        var client = Client(connection);
        return Subscription.Ensure(client.Account, client.PageId, withFields: true, callback, cancellation);
    }

    public Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation)
    {
        var client = Client(connection);
        return Subscription.Remove(client.Account, client.PageId, cancellation);
    }

    /// <summary>The address is signed by Meta and opens without a token, so none is sent there.</summary>
    public override Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation) =>
        Download(connection, media.Url, token: null, destination, maxBytes, cancellation);

    private protected override IReadOnlyList<SettingProblem> ProblemsOfAccount(ConnectorSettings settings) =>
        new MessengerSettingsValidator().Validate(MessengerSettings.Of(settings)).ToProblems();

    private protected override ChannelPlan Planner(int textLength) => new MessengerPlan(textLength, [.. Manifest.Limits.WindowTags.Keys]);

    private MessengerClient Client(ConnectionContext connection) => new(Graph, connection);
}
