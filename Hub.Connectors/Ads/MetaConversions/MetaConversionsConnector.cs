using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels;
using Hub.Connectors.Channels.Meta;
using Hub.Connectors.Http;
using Hub.Connectors.Settings;
using RestSharp;

namespace Hub.Connectors.Ads.MetaConversions;

/// <summary>
/// Reports signals through the Conversions API for business messaging, <c>{dataset}/events</c>. Meta drops no repeats of such events: a report
/// without an answer is in doubt and never made again by itself.
/// </summary>
public sealed class MetaConversionsConnector : IConnector, IPickSignals, IVerify
{
    internal const string Name = "meta-conversions";
    private const int MostEvents = 1000;
    private readonly ConnectorHost _host;
    private readonly GraphApi _api;

    public MetaConversionsConnector(ConnectorHost host)
    {
        _host = host;
        _api = new GraphApi(Name, MetaApp.Of(host.App), host.Clock, MetaConversionsErrors.Table);
    }

    public ConnectorManifest Manifest => _host.Manifest;

    public IReadOnlySet<string> Vocabulary => MetaConversionsVocabulary.Words;

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) => scope == SettingsScope.Connection
        ? new MetaConversionsSettingsValidator().Problems(MetaConversionsSettings.From(settings))
        : MetaConversionsApp.From(settings).Problems();

    public Reason? Stays(ConnectionContext connection, Signal signal) =>
        ConversionEvents.Of(signal, MetaConversionsSettings.From(connection.Settings), out var why) is null ? why : null;

    public async Task<BatchAnswer> Report(ConnectionContext connection, IReadOnlyList<Signal> signals, CancellationToken cancellation)
    {
        if (signals.Count > MostEvents)
            return BatchAnswer.Failed(new Outcome.Rejected(new Reason(Name + "/batch-too-large")));
        var settings = MetaConversionsSettings.From(connection.Settings);
        var readings = signals.Select(signal => (Signal: signal, Event: ConversionEvents.Of(signal, settings, out var why), Why: why)).ToList();
        var events = readings.Select(reading => reading.Event).OfType<ConversionEvent>().ToList();
        Outcome sent = new Outcome.Accepted();
        if (events.Count > 0)
        {
            var answer = await Send(connection, settings, events, cancellation);
            if (answer.Failure is { } failure)
                return BatchAnswer.Failed(failure);
            // Fewer than were sent, and Meta does not say which: each may be there.
            if (answer.Json.Number("events_received") != events.Count)
                sent = new Outcome.Unknown(new Reason(Name + "/count", "Meta has counted fewer events than were sent."));
        }

        return new BatchAnswer([.. readings.Select(reading => new WriteResult(
            reading.Signal.EventId.Hex, reading.Event is null ? new Outcome.Rejected(reading.Why!) : sent))]);
    }

    public async Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation)
    {
        var settings = MetaConversionsSettings.From(connection.Settings);
        var request = new RestRequest().AddQueryParameter("fields", "id");
        var answer = await _api.Call(Call(connection, settings), settings.DatasetId, request, Repeatable.Yes, [], cancellation);
        return answer.Failure is { } failure ? GraphApi.NotOurs(failure, MetaConversionsErrors.DatasetField) : new Outcome.Accepted(settings.DatasetId);
    }

    private Task<GraphAnswer> Send(
        ConnectionContext connection, MetaConversionsSettings settings, IReadOnlyList<ConversionEvent> events, CancellationToken cancellation)
    {
        var body = new ConversionBody(events, settings.PartnerAgent, settings.TestEventCode);
        var request = new RestRequest { Method = Method.Post }.AddStringBody(
            JsonSerializer.Serialize(body, MetaConversionsJson.Default.ConversionBody), DataFormat.Json);
        return _api.Call(Call(connection, settings), $"{settings.DatasetId}/events", request, Repeatable.No, [], cancellation);
    }

    private static GraphCall Call(ConnectionContext connection, MetaConversionsSettings settings) => new(connection.Http, settings.AccessToken);
}
