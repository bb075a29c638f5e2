using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;

namespace Hub.Connectors.Channels.Meta;

/// <summary>What every message channel of a Meta app does alike: app settings, handshake and signature, authorisation, the
/// Graph API, downloads.</summary>
public abstract class MetaChannel : MessageChannel, IReceive, ISend, IConversationActions, IFetchMedia, IGrantSettings
{
    private readonly string _name;
    private readonly MetaApp _app;

    private protected MetaChannel(ConnectorHost host, string name, ErrorTable table)
        : base(host.Manifest)
    {
        _name = name;
        _app = MetaApp.Of(host.App);
        Graph = new GraphApi(name, _app, host.Clock, table);
        Grant = new MetaGrant(name, _app, Graph, host);
    }

    private protected GraphApi Graph { get; }

    private protected MetaGrant Grant { get; }

    private protected bool RemovesSharedWebhook => _app.RemoveSharedWebhook;

    public WebhookVerdict Verify(WebhookRequest request) => MetaVerification.Verify(request, _app);

    public abstract IReadOnlyList<RoutedPayload>? Route(WebhookRequest request);

    public abstract ParsedPayload Parse(ReadOnlyMemory<byte> payload);

    public abstract Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation);

    public IReadOnlyList<SettingProblem> GrantProblems() => AppNeeded.Problems(("appId", _app.AppId), ("appSecret", _app.AppSecret));

    public Uri AuthorizeUrl(AuthorizeRequest request) => Grant.AuthorizeUrl(request);

    public Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation) => Grant.Exchange(code, redirect, cancellation);

    public abstract Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation);

    public abstract Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation);

    public abstract Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation);

    public abstract Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation);

    public abstract Task<Outcome> Act(
        ConnectionContext connection, Recipient to, ConversationAction action, string? messageKey, CancellationToken cancellation);

    public abstract Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation);

    private protected override IReadOnlyList<SettingProblem> ProblemsOfApp(ConnectorSettings settings) =>
        new MetaAppValidator().Validate(MetaApp.Of(settings)).ToProblems();

    private protected MetaSubscription Subscribed(string subject, IReadOnlyList<string> fields) => new(_name, _app, Graph, subject, fields);

    /// <param name="token">Null where the address itself is the permission.</param>
    private protected async Task<FetchedMedia> Download(
        ConnectionContext connection, string? url, string? token, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !MediaHosts.May(address, _app.BaseAddress, Manifest.Hosts))
            return new FetchedMedia(new Outcome.Rejected(new Reason($"{_name}/foreign-media-host")));
        return await new MediaDownload(_name, connection.Http).To(destination, address, token, maxBytes, cancellation);
    }
}
