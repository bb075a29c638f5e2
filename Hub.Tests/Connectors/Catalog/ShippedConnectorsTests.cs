using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Catalog;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Catalog;

/// <summary>The connectors.json and the manifests that come with the hub.</summary>
public sealed class ShippedConnectorsTests
{
    private static IEnumerable<string> Ids => BuiltInConnectors.Shipped.Manifests.Select(path => ManifestFile.Read(path).Id);

    [Test]
    public void Every_shipped_connector_is_in_the_file() =>
        Assert.That(Load(_ => null).Connectors.Select(connector => connector.Id), Is.SupersetOf(Ids));

    [TestCaseSource(nameof(Ids))]
    public void With_its_variables_set_it_is_active(string id)
    {
        var connector = Load(name => name.EndsWith("_API", StringComparison.Ordinal) ? "http://127.0.0.1:1/" : "123456789012345").Connectors
            .Single(connector => connector.Id == id);

        Assert.That((connector.State, connector.Problem?.En), Is.EqualTo((InstalledState.Active, (string?)null)));
        Assert.That(connector.Manifest!.Name.Vi, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Ids))]
    public void Without_its_variables_it_runs_or_names_the_missing_one(string id)
    {
        var connector = Load(_ => null).Connectors.Single(connector => connector.Id == id);

        Assert.That(connector.State, Is.EqualTo(InstalledState.Active).Or.EqualTo(InstalledState.Misconfigured));
        if (connector.State == InstalledState.Misconfigured)
            Assert.That(connector.Problem!.En, Does.Match("environment variable HUB_[A-Z_]+ is not set"));
    }

    [TestCaseSource(nameof(Ids))]
    public void It_has_a_kind_it_implements_and_an_address_setting(string id)
    {
        var connector = Load(_ => "123456789012345", "https://api.example.com").Connectors.Single(connector => connector.Id == id);

        var kinds = connector.Manifest!.Kinds;
        Assert.That(kinds.Contains(ConnectorKind.Channel), Is.EqualTo(connector.Connector is IReceive));
        Assert.That(kinds.Contains(ConnectorKind.Ads), Is.EqualTo(connector.Connector is IReport));
        Assert.That(kinds.Contains(ConnectorKind.Crm), Is.EqualTo(connector.Connector is ISyncContacts or ISyncOrders or ISyncBookings));
        Assert.That(connector.Manifest.Settings.App.Single(field => field.Key == "apiBase").Type, Is.EqualTo(SettingType.Address));
    }

    [Test]
    public void The_schema_knows_the_fields_that_the_hub_reads()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "connectors.schema.json")));

        var entry = schema.RootElement.GetProperty("$defs").GetProperty("connector").GetProperty("properties");

        Assert.That(
            entry.EnumerateObject().Select(property => property.Name),
            Is.EquivalentTo(new[] { "id", "enabled", "assembly", "sha256", "settings" }));
    }

    private static CatalogResult Load(Func<string, string?> env, string? api = null)
    {
        var log = new ListLogger();
        return ConnectorCatalog.Load(
            Path.Combine(Repository.Root, "connectors.json"),
            name => api is not null && name.EndsWith("_API", StringComparison.Ordinal) ? api : env(name),
            (manifest, settings) => new ConnectorHost(manifest, settings, FakeVendor.Client(), TimeProvider.System, log),
            log);
    }
}
