using Hub.Connectors.Abstractions;

namespace Hub.Tests.Support;

/// <summary>A channel, a CRM and an ad platform in one, whose answers a test scripts. Webhook bytes are handed to <see cref="OnParse"/>.</summary>
public sealed class LabConnector(ConnectorManifest manifest)
    : IConnector, IReceive, ISend, IPoll<ChannelEvent>, IPoll<CrmChange>, ISyncContacts, ISyncOrders, ISyncBookings, IPickSignals, ICountReports, IAuthorize, IFetchMedia, IShareSubscription, IDetailSubscription, IAnswerComments, IMakeShortLinks
{
    public static readonly Outcome Ok = new Outcome.Accepted();

    public ConnectorManifest Manifest => manifest;

    public Func<ReadOnlyMemory<byte>, ParsedPayload> OnParse { get; set; } = _ => new ParsedPayload([]);

    public Func<ConnectionContext, OutboundPart, Task<Outcome>> OnSend { get; set; } =
        (_, part) => Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));

    public Func<IReadOnlyList<WriteItem<CrmContact>>, Task<BatchAnswer>> OnContacts { get; set; } = AcceptAll;

    public Func<IReadOnlyList<WriteItem<CrmOrder>>, Task<BatchAnswer>> OnOrders { get; set; } = AcceptAll;

    public Func<IReadOnlyList<WriteItem<CrmBooking>>, Task<BatchAnswer>> OnBookings { get; set; } = AcceptAll;

    public Func<ConnectionContext, IReadOnlyList<Signal>, Task<BatchAnswer>> OnReport { get; set; } = (_, signals) =>
        Task.FromResult(new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, Ok))]));

    public Func<Signal, Reason?> OnStays { get; set; } = _ => null;

    public Func<ConnectionContext, Task<GrantAnswer>> OnRefresh { get; set; } =
        _ => Task.FromResult(new GrantAnswer(new Outcome.AuthRevoked(new Reason("lab/no-refresh"))));

    public Func<ConnectionContext, Task<Outcome>> OnRevoke { get; set; } = _ => Task.FromResult(Ok);

    public Func<Uri, Task<Outcome>> OnEnsure { get; set; } = _ => Task.FromResult<Outcome>(new Outcome.Duplicate());

    /// <summary>What there is to tell of what <see cref="OnEnsure"/> did: the subscription is the app's, unless a test says otherwise.</summary>
    public Func<Outcome, EnsuredSubscription> OnDetail { get; set; } = outcome => new EnsuredSubscription(outcome) { MadeForAll = outcome is Outcome.Accepted };

    public Func<ConnectionContext, Outcome> OnRemove { get; set; } = _ => Ok;

    public bool StaysForOthers { get; set; }

    /// <summary>How far back each poll was to go.</summary>
    public List<DateTimeOffset?> PolledSince { get; } = [];

    public Func<Task<Outcome>> OnVerify { get; set; } = () => Task.FromResult(Ok);

    public Func<string?, PollPage<ChannelEvent>> OnPoll { get; set; } = _ => new PollPage<ChannelEvent>(Ok, []);

    public Func<string?, Task<PollPage<CrmChange>>> OnRead { get; set; } = _ => Task.FromResult(new PollPage<CrmChange>(Ok, []));

    public Func<MediaRef, byte[]> OnFetch { get; set; } = _ => [];

    /// <summary>What its app settings say of where records lie.</summary>
    public string? Place { get; init; }

    public IReadOnlySet<string> Vocabulary { get; init; } = new HashSet<string>();

    public static ConnectorManifest NewManifest(string id, params ConnectorKind[] kinds) => new()
    {
        Id = id,
        Version = "1.0.0",
        Contract = "1.0",
        EntryType = typeof(LabConnector).FullName!,
        Kinds = kinds.Length == 0 ? [ConnectorKind.Channel] : kinds,
        Name = new LocalizedText(id, id),
        ReferralsOf = [id],
        Entities = new Dictionary<string, EntityWrites>
        {
            ["contact"] = new(WriteStrategy.Upsert, "key", 100),
            ["order"] = new(WriteStrategy.Upsert, "key", 100),
            ["booking"] = new(WriteStrategy.Upsert, "key", 100),
        },
        Limits = new ConnectorLimits { Batch = 100, Concurrency = 16, CommentHours = 48, CommentQuietHours = 24 },
    };

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) => [];

    public WebhookVerdict Verify(WebhookRequest request) =>
        request.Headers.GetValueOrDefault("X-Lab") == "secret" ? WebhookVerdict.Genuine.Instance : WebhookVerdict.Forged.Instance;

    public IReadOnlyList<RoutedPayload>? Route(WebhookRequest request) =>
        [new RoutedPayload(request.Query.GetValueOrDefault("account", "lab-account"), request.Body)];

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload) => OnParse(payload);

    public Func<OutboundDraft, SendPlan> OnPlan { get; set; } = draft => new SendPlan(draft.Contents);

    public SendPlan Plan(ConnectionContext connection, OutboundDraft draft) => OnPlan(draft);

    public Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation) => OnSend(connection, part);

    public Task<PollPage<ChannelEvent>> Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        PolledSince.Add(budget.Since);
        return Task.FromResult(OnPoll(cursor));
    }

    Task<PollPage<CrmChange>> IPoll<CrmChange>.Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation) => OnRead(cursor);

    public Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmContact>> batch, CancellationToken cancellation) => OnContacts(batch);

    public Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmOrder>> batch, CancellationToken cancellation) => OnOrders(batch);

    public Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmBooking>> batch, CancellationToken cancellation) => OnBookings(batch);

    public Reason? Stays(ConnectionContext connection, Signal signal) => OnStays(signal);

    public Task<BatchAnswer> Report(ConnectionContext connection, IReadOnlyList<Signal> signals, CancellationToken cancellation) =>
        OnReport(connection, signals);

    public Func<DateOnly, DateOnly, CountsAnswer> OnCount { get; set; } = (_, _) => new CountsAnswer(Ok, []);

    public Task<CountsAnswer> Count(ConnectionContext connection, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        Task.FromResult(OnCount(from, to));

    public Uri AuthorizeUrl(AuthorizeRequest request) => request.Redirect;

    public Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation) => OnRefresh(null!);

    public Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation) =>
        Task.FromResult(new AccountsAnswer(Ok, []));

    public async Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation)
    {
        var answer = await OnRefresh(connection);
        cancellation.ThrowIfCancellationRequested(); // as a call that is cut off: whatever the vendor has done, nobody sees it
        return answer;
    }

    public Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) => OnRevoke(connection);

    public async Task<EnsuredSubscription> EnsureInDetail(ConnectionContext connection, Uri callback, CancellationToken cancellation) =>
        OnDetail(await OnEnsure(callback));

    public Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation) => Task.FromResult(OnRemove(connection));

    public Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation) => OnVerify();

    public async Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation)
    {
        await destination.WriteAsync(OnFetch(media), cancellation);
        return new FetchedMedia(Ok);
    }

    public Func<string, OutboundPart, Task<Outcome>> OnAnswer { get; set; } =
        (_, part) => Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));

    public Task<CommentSwitch> Comments(ConnectionContext connection, CancellationToken cancellation) =>
        Task.FromResult(new CommentSwitch(Ok, true));

    public Task<Outcome> SwitchComments(ConnectionContext connection, bool on, CancellationToken cancellation) => Task.FromResult(Ok);

    public Task<Outcome> Answer(ConnectionContext connection, string commentKey, OutboundPart part, CancellationToken cancellation) =>
        OnAnswer(commentKey, part);

    public ShortLinkRules ShortLinkRules { get; } = new(20, 100);

    public IReadOnlyList<SettingProblem> CheckShortLink(ShortLinkDraft draft) =>
        draft.Ref.Length > 20 ? [new SettingProblem("ref", new LocalizedText("Too long.", "Quá dài."))] : [];

    public Uri ShortLink(ShortLinkDraft draft) => new($"https://lab.example/{draft.Account}?ref={draft.Ref}");

    private static Task<BatchAnswer> AcceptAll<T>(IReadOnlyList<WriteItem<T>> batch) =>
        Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]));
}
