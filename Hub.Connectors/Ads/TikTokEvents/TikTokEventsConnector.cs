using AutoMapper;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.TikTok;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>
/// Reports signals through Events API 2.0, <c>event/track/</c>. TikTok drops repeats of (event source id, event id, event), so a report
/// without an answer may be made again.
/// </summary>
public sealed class TikTokEventsConnector : IConnector, IPickSignals, ICountReports, IGrantSettings
{
    internal const string Name = "tiktok-events";
    private const string TrackPath = "event/track/";
    private const int PartialOk = 20001;
    private const int MostEvents = 1000;

    private static readonly Reason Unnamed = new(Name + "/no-event-name", "The connection's settings name no event for this kind of signal.");

    private readonly ConnectorHost _host;
    private readonly IMapper _mapper = TikTokEventsProfile.Mapper();
    private readonly TikTokEventsApp _app;
    private readonly TikTokAdvertiserGrant _grant;

    public TikTokEventsConnector(ConnectorHost host)
    {
        _host = host;
        _app = TikTokEventsApp.From(host.App);
        _grant = new TikTokAdvertiserGrant(_app, host);
    }

    public ConnectorManifest Manifest => _host.Manifest;

    public IReadOnlySet<string> Vocabulary => TikTokEventsVocabulary.Words;

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings)
    {
        return scope == SettingsScope.Connection
            ? new TikTokEventsSettingsValidator().Problems(TikTokEventsSettings.From(settings))
            : TikTokEventsApp.From(settings).Problems();
    }

    public IReadOnlyList<SettingProblem> GrantProblems() => AppNeeded.Problems(("appId", _app.AppId), ("appSecret", _app.AppSecret));

    public Uri AuthorizeUrl(AuthorizeRequest request) => _grant.AuthorizeUrl(request);

    public Task<GrantAnswer> Exchange(string code, Uri redirect, CancellationToken cancellation) => _grant.Exchange(code, cancellation);

    public Task<AccountsAnswer> ListAccounts(Credentials credentials, CancellationToken cancellation) =>
        _grant.ListAccounts(credentials, cancellation);

    /// <summary>Neither the advertiser's token nor that of an event set lapses, and neither can be renewed.</summary>
    public Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) =>
        Task.FromResult(PastedToken.CannotRefresh(Name));

    public Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) =>
        connection.Credentials.AccessToken.Length > 0
            ? _grant.Revoke(connection, cancellation)
            : Task.FromResult(PastedToken.CannotRevoke(Name, "TikTok Events Manager"));

    public Reason? Stays(ConnectionContext connection, Signal signal) =>
        TikTokEventsSettings.From(connection.Settings).EventName(signal.Kind) is null ? Unnamed : null;

    public async Task<BatchAnswer> Report(ConnectionContext connection, IReadOnlyList<Signal> signals, CancellationToken cancellation)
    {
        // Above 1,000 events TikTok refuses the whole request.
        if (signals.Count > MostEvents)
            return BatchAnswer.Failed(new Outcome.Rejected(new Reason(Name + "/batch-too-large")));
        var settings = TikTokEventsSettings.From(connection.Settings);
        var named = signals.Where(signal => settings.EventName(signal.Kind) is not null).ToList();
        Outcome sent = new Outcome.Accepted();
        if (named.Count > 0)
        {
            var events = named.ConvertAll(signal => TikTokEventsProfile.Map(_mapper, signal, settings));
            var (whole, outcome) = Read(await Track(connection, settings, events, cancellation));
            if (whole is not null)
                return BatchAnswer.Failed(whole);
            sent = outcome;
        }
        var unnamed = new Outcome.Rejected(Unnamed);
        return new BatchAnswer(
            [.. signals.Select(signal => new WriteResult(signal.EventId.Hex, settings.EventName(signal.Kind) is null ? unnamed : sent))]);
    }

    /// <summary>
    /// Sends an empty list. There is no documented call that checks token and event source alone; a request without events reports
    /// nothing, and its refusal as a wrong parameter comes after the token was checked.
    /// </summary>
    public async Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation)
    {
        var settings = TikTokEventsSettings.From(connection.Settings);
        var answer = await Track(connection, settings, [], cancellation);
        var checkedToken = answer.Code is 0 or 40000 or 40002 or 40061 or PartialOk
            ? new Outcome.Accepted(connection.AccountId)
            : Final(answer.Failure) ?? new Outcome.Accepted(connection.AccountId);
        if (checkedToken is not Outcome.Accepted || settings.MessagingApp is null)
            return checkedToken;
        using var client = new TikTokClient(Name, _app.Base, connection.Http, _host.Clock, Token(connection, settings));
        return await MessageEventSets.Check(client, settings, connection.AccountId, cancellation);
    }

    public async Task<CountsAnswer> Count(ConnectionContext connection, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var settings = TikTokEventsSettings.From(connection.Settings);
        using var client = new TikTokClient(Name, _app.Base, connection.Http, _host.Clock, Token(connection, settings));
        return await TikTokCounts.Count(client, settings, connection.AccountId, from, to, cancellation);
    }

    // What a partial success names is not documented. As a rejected whole it is bisected down to the event that TikTok refuses; what it
    // took already it drops as a repeat.
    private static (Outcome? Whole, Outcome Each) Read(TikTokAnswer answer) => answer.Code switch
    {
        PartialOk => (new Outcome.Rejected(new Reason($"{Name}/{PartialOk}", "PARTIAL_OK")), new Outcome.Accepted()),
        _ when answer.Failure is Outcome.Duplicate => (null, answer.Failure),
        _ => (Final(answer.Failure), new Outcome.Accepted()),
    };

    // The token of an event set is pasted in by a person and cannot be refreshed.
    private static Outcome? Final(Outcome? failure) =>
        failure is Outcome.AuthExpired expired ? new Outcome.AuthRevoked(expired.Reason) : failure;

    private static string Token(ConnectionContext connection, TikTokEventsSettings settings) =>
        connection.Credentials.AccessToken is { Length: > 0 } granted ? granted : settings.AccessToken ?? "";

    private async Task<TikTokAnswer> Track(
        ConnectionContext connection, TikTokEventsSettings settings, IReadOnlyList<TrackEvent> events, CancellationToken cancellation)
    {
        var body = new TrackBody(settings.EventSource, settings.EventSourceId, settings.TestEventCode, events);
        using var client = new TikTokClient(Name, _app.Base, connection.Http, _host.Clock, Token(connection, settings));
        return await client.Post(TrackPath, body, TikTokEventsJson.Default.TrackBody, Repeatable.Yes, cancellation);
    }
}
