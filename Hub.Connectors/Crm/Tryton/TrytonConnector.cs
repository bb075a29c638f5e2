using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>
/// Contacts as parties and orders as draft sales of a Tryton server, over its JSON-RPC. What people correct in the parties, and what becomes of
/// the sales, comes back.
/// </summary>
public sealed class TrytonConnector(ConnectorHost host) : IConnector, ISyncContacts, ISyncOrders, IPoll<CrmChange>, IVerify
{
    private static readonly TrytonSettingsValidator Validator = new();

    private readonly Uri _server = new(host.App.Text("apiBase")!);

    public ConnectorManifest Manifest => host.Manifest;

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        scope == SettingsScope.App
            ? []
            : Validator.Problems(TrytonSettings.Of(settings));

    public async Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmContact>> batch, CancellationToken cancellation)
    {
        using var client = Client(connection);
        return await Told(batch, results => new TrytonParties(client).Write(batch, results, cancellation));
    }

    public async Task<BatchAnswer> Upsert(
        ConnectionContext connection, IReadOnlyList<WriteItem<CrmOrder>> batch, CancellationToken cancellation)
    {
        using var client = Client(connection);
        var shop = TrytonSettings.Of(connection.Settings).Shop;
        return await Told(batch, results => new TrytonSales(client, shop).Write(batch, results, cancellation));
    }

    public async Task<PollPage<CrmChange>> Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        using var client = Client(connection);
        try
        {
            var sales = new TrytonSales(client, TrytonSettings.Of(connection.Settings).Shop);
            return await new TrytonChanges(client, sales, host.Clock).Pull(cursor, budget, cancellation);
        }
        catch (TrytonException error)
        {
            return new PollPage<CrmChange>(error.Outcome, []);
        }
    }

    public async Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation)
    {
        using var client = Client(connection);
        var settings = TrytonSettings.Of(connection.Settings);
        try
        {
            var shop = await new TrytonSales(client, settings.Shop).Shop(cancellation);
            return new Outcome.Accepted($"{settings.Database}/{shop.Company}");
        }
        catch (TrytonException error)
        {
            return error.Outcome;
        }
    }

    private TrytonClient Client(ConnectionContext connection) =>
        new(connection, TrytonSettings.Of(connection.Settings), _server, host.Clock);

    // What stops a batch in its middle stops what has no outcome yet.
    private static async Task<BatchAnswer> Told<T>(IReadOnlyList<WriteItem<T>> batch, Func<Dictionary<string, WriteResult>, Task> write)
    {
        var results = new Dictionary<string, WriteResult>(StringComparer.Ordinal);
        try
        {
            await write(results);
        }
        catch (TrytonException error)
        {
            if (results.Count == 0)
                return BatchAnswer.Failed(error.Outcome);
            foreach (var item in batch)
                results.TryAdd(item.Key, new WriteResult(item.Key, error.Outcome));
        }

        return new BatchAnswer([.. batch.Select(item => results[item.Key])]);
    }
}
