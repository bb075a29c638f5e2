using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Crm.CalDav;

/// <summary>
/// Bookings as events of a CalDAV calendar (RFC 4791), one resource a booking, named by the hub's key. What people change in them comes back.
/// </summary>
public sealed class CalDavConnector(ConnectorHost host) : IConnector, ISyncBookings, IPoll<CrmChange>, IVerify
{
    private static readonly CalDavSettingsValidator Validator = new();

    private readonly Uri _server = new(host.App.Text("apiBase")!);

    public ConnectorManifest Manifest => host.Manifest;

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        scope == SettingsScope.App
            ? []
            : Validator.Problems(CalDavSettings.Of(settings));

    public async Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmBooking>> batch, CancellationToken cancellation)
    {
        using var client = Client(connection);
        var sync = new CalDavSync(client, host.Clock);
        var results = new List<WriteResult>(batch.Count);
        foreach (var item in batch)
        {
            var written = await sync.Write(item, cancellation);
            if (IsOfAll(written.Outcome))
                return Broken(batch, results, written.Outcome);
            results.Add(written);
        }

        return new BatchAnswer(results);
    }

    public async Task<PollPage<CrmChange>> Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        using var client = Client(connection);
        return await new CalDavChanges(client).Pull(cursor, budget, cancellation);
    }

    public async Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation)
    {
        using var client = Client(connection);
        return await client.Look(cancellation);
    }

    private CalDavClient Client(ConnectionContext connection) =>
        new(connection, CalDavSettings.Of(connection.Settings), _server, host.Clock);

    private static bool IsOfAll(Outcome outcome) => outcome is Outcome.AuthRevoked or Outcome.Throttled or Outcome.Misconfigured;

    // What is written is written; the rest meets the same closed door.
    private static BatchAnswer Broken(IReadOnlyList<WriteItem<CrmBooking>> batch, List<WriteResult> done, Outcome outcome) =>
        done.Count == 0
            ? BatchAnswer.Failed(outcome)
            : new BatchAnswer([.. done, .. batch.Skip(done.Count).Select(item => new WriteResult(item.Key, outcome))]);
}
