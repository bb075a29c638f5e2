using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Abstractions.Manifests;

public sealed class ManifestFileTests
{
    [Test]
    public void What_is_absent_keeps_its_default()
    {
        var manifest = Read("\"limits\": { \"batch\": 7 }");

        Assert.That(manifest.Limits, Is.EqualTo(new ConnectorLimits { Batch = 7, WindowTags = manifest.Limits.WindowTags }));
        Assert.That(manifest.Limits.WindowTags, Is.Empty);
        Assert.That(manifest.Hosts, Is.Empty);
        Assert.That(manifest.Settings.App, Is.Empty);
        Assert.That(manifest.Entities, Is.Empty);
        Assert.That(manifest.Identifiers, Is.Empty);
    }

    [Test]
    public void Enum_values_and_dictionaries_are_read()
    {
        var manifest = Read("""
            "entities": { "contact": { "write": "findThenWrite", "key": "k" } },
            "identifiers": { "phone": "phoneWithPlus" }, "later": [1],
            """);

        Assert.That(manifest.Entities["contact"], Is.EqualTo(new EntityWrites(WriteStrategy.FindThenWrite, "k", 1)));
        Assert.That(manifest.Identifiers[IdentifierKind.Phone], Is.EqualTo(IdentifierRule.PhoneWithPlus));
    }

    [TestCase("\"hosts\": null")]
    [TestCase("\"limits\": null")]
    [TestCase("\"description\": { \"en\": \"only\" , \"vi\": null }")]
    public void Null_where_none_may_be_is_refused(string field) => Assert.That(() => Read(field), Throws.TypeOf<JsonException>());

    private static ConnectorManifest Read(string field) => ManifestFile.Read(new MemoryStream(Encoding.UTF8.GetBytes("""
        { "id": "a", "version": "1.0.0", "contract": "1.0", "entryType": "A", "kinds": ["crm"], "name": { "en": "A", "vi": "A" },
        """ + field + "}")));
}
