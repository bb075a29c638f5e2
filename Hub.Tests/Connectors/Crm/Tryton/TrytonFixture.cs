using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.Tryton;
using Hub.Tests.Connectors.Catalog;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Crm.Tryton;

/// <summary>The connector as the hub hands it a connection.</summary>
internal sealed class TrytonFixture(Uri server)
{
    public ListLogger Log { get; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public TrytonConnector Connector => new(new ConnectorHost(
        ManifestFile.Read(Path.Combine(AppContext.BaseDirectory, "connectors", "Crm", "Tryton", "connector.json")),
        Settings(new { apiBase = server }), FakeVendor.Client(), Clock, Log));

    public static ConnectionContext Connection(string shop = TrytonServer.Shop, string password = TrytonServer.Password) => new(
        Guid.Empty, "crm/1", Settings(new { database = TrytonServer.Database, user = TrytonServer.User, password, shop }),
        Credentials.None, FakeVendor.Client(), new ListLogger());

    public async Task<IReadOnlyList<Outcome>> Write(CancellationToken cancellation, params WriteItem<CrmContact>[] items) =>
        Outcomes(await Connector.Upsert(Connection(), items, cancellation), items.Length);

    public async Task<IReadOnlyList<Outcome>> Write(CancellationToken cancellation, params WriteItem<CrmOrder>[] items) =>
        Outcomes(await Connector.Upsert(Connection(), items, cancellation), items.Length);

    public static WriteItem<CrmContact> Contact(
        string key, string? name = "Trần Thị B", string? phone = "+84901234567", string? email = null, string? remote = null) =>
        new(key, remote, new CrmContact(name, phone, email, "zalo", DateTimeOffset.UnixEpoch));

    public static WriteItem<CrmOrder> Order(
        string key, string? party, OrderState state = OrderState.Placed, decimal total = 2_530_000, string currency = "VND",
        params CrmOrderLine[] lines) => new(key, null, new CrmOrder(
            "DH-" + key, party, state, total, currency, DateTimeOffset.UnixEpoch,
            lines.Length > 0 ? lines : [new CrmOrderLine(TrytonServer.Product, "Áo dài", 2, 1_250_000)]));

    public static string Id(Outcome outcome) => ((Outcome.Accepted)outcome).RemoteId!;

    public static ConnectorSettings Settings<T>(T settings) => new(JsonSerializer.SerializeToElement(settings));

    private static IReadOnlyList<Outcome> Outcomes(BatchAnswer answer, int count)
    {
        var outcomes = answer.Whole is { } whole ? [whole] : answer.Results.Select(result => result.Outcome).ToList();
        Assert.That(answer.Whole is null ? outcomes.Count : count, Is.EqualTo(count));
        return outcomes;
    }
}
