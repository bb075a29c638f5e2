using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Direct messages of TikTok Business Accounts.</summary>
public sealed class TikTokConnector
    : IConnector, IReceive, ISend, IConversationActions, IFetchMedia, IPoll<ChannelEvent>, IAuthorize, IShareSubscription, IDetailSubscription, IAnswerComments, IManageAutoMessages,
        IMakeShortLinks
{
    private readonly ConnectorHost _host;
    private readonly TikTokSignature _signature;
    private readonly TikTokSender _sender;
    private readonly TikTokMedia _media;
    private readonly TikTokPoll _poll;
    private readonly TikTokGrant _grant;
    private readonly TikTokSubscription _subscription;
    private readonly TikTokComments _comments;
    private readonly TikTokAutoMessages _autoMessages;
    private readonly TikTokShortLinks _shortLinks;

    public TikTokConnector(ConnectorHost host)
    {
        _host = host;
        var settings = TikTokSettings.From(host.App);
        _signature = new TikTokSignature(settings, host.Clock);
        _sender = new TikTokSender(settings, host.Clock);
        _media = new TikTokMedia(settings, host.Manifest.Hosts, host.Clock);
        _poll = new TikTokPoll(settings, host.Clock);
        _grant = new TikTokGrant(settings, host);
        _subscription = new TikTokSubscription(settings, host.Clock);
        _comments = new TikTokComments(settings, host.Clock);
        _autoMessages = new TikTokAutoMessages(settings, host.Clock);
        _shortLinks = new TikTokShortLinks(settings);
    }

    public ConnectorManifest Manifest => _host.Manifest;

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) => scope == SettingsScope.App
        ? new TikTokSettingsValidator().Problems(TikTokSettings.From(settings))
        : [];

    public WebhookVerdict Verify(WebhookRequest request) => _signature.Verify(request);

    public IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) => TikTokWebhook.Route(request.Body);

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload) => TikTokWebhook.Parse(payload);

    public SendPlan Plan(ConnectionContext connection, OutboundDraft draft) =>
        TikTokPlan.Make(draft, Manifest.Limits.TextLength ?? TikTokPlan.MaxText);

    public Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) =>
        _sender.Send(connection, part, cancellation);

    public Task<Outcome> Act(
        ConnectionContext connection, Recipient to, ConversationAction action, string? messageKey, CancellationToken cancellation) =>
        _sender.Act(connection, to, action, cancellation);

    public Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation) =>
        _media.Fetch(connection, media, destination, maxBytes, cancellation);

    public Task<PollPage<ChannelEvent>> Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation) =>
        _poll.Pull(connection, cursor, budget, cancellation);

    public Uri AuthorizeUrl(AuthorizeRequest request) => _grant.AuthorizeUrl(request);

    public Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation) =>
        _grant.Exchange(code, redirect, cancellation);

    public async Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation)
    {
        var outcome = await _grant.Inspect(_host.Http, credentials, cancellation);
        return new AccountsAnswer(outcome, outcome is Outcome.Accepted { RemoteId: { } id } ? [new RemoteAccount(id, null)] : []);
    }

    public Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) =>
        _grant.Refresh(connection, cancellation);

    public Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) => _grant.Revoke(connection, cancellation);

    public async Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation)
    {
        var token = await _grant.Inspect(connection.Http, connection.Credentials, cancellation);
        return token is Outcome.Accepted { RemoteId: var found } ? OwnAccount.Check("tiktok", "TikTok", connection.AccountId, found) : token;
    }

    public bool StaysForOthers => _subscription.StaysForOthers;

    public Task<EnsuredSubscription> EnsureInDetail(ConnectionContext connection, Uri callback, CancellationToken cancellation) =>
        _subscription.Ensure(connection, callback, cancellation);

    public Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation) =>
        _subscription.Remove(connection, cancellation);

    public Task<CommentSwitch> Comments(ConnectionContext connection, CancellationToken cancellation) =>
        _comments.Get(connection, cancellation);

    public Task<Outcome> SwitchComments(ConnectionContext connection, bool on, CancellationToken cancellation) =>
        _comments.Switch(connection, on, cancellation);

    public Task<Outcome> Answer(
        ConnectionContext connection, string commentKey, OutboundPart part, CancellationToken cancellation) =>
        _sender.Answer(connection, commentKey, part, cancellation);

    public IReadOnlyList<AutoMessageRule> AutoMessageRules => TikTokAutoMessages.Rules;

    public Task<AutoMessagesAnswer> AutoMessages(ConnectionContext connection, CancellationToken cancellation) =>
        _autoMessages.List(connection, cancellation);

    public Task<Outcome> SaveAutoMessage(
        ConnectionContext connection, AutoMessageDraft draft, string? id, CancellationToken cancellation) =>
        _autoMessages.Save(connection, draft, id, cancellation);

    public Task<Outcome> SwitchAutoMessages(
        ConnectionContext connection, AutoMessageKind kind, bool on, CancellationToken cancellation) =>
        _autoMessages.Switch(connection, kind, on, cancellation);

    public Task<Outcome> DeleteAutoMessage(
        ConnectionContext connection, AutoMessageKind kind, string id, CancellationToken cancellation) =>
        _autoMessages.Delete(connection, kind, id, cancellation);

    public Task<Outcome> SortAutoMessages(
        ConnectionContext connection, AutoMessageKind kind, IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _autoMessages.Sort(connection, kind, ids, cancellation);

    public ShortLinkRules ShortLinkRules => TikTokShortLinks.Rules;

    public IReadOnlyList<SettingProblem> CheckShortLink(ShortLinkDraft draft) => TikTokShortLinks.Check(draft);

    public Uri ShortLink(ShortLinkDraft draft) => _shortLinks.Write(draft);
}
