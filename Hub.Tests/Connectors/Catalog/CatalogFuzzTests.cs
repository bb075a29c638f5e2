using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Tests.Promises;

namespace Hub.Tests.Connectors.Catalog;

/// <summary>Promise 40: whatever stands in the files, the catalogue answers.</summary>
public sealed class CatalogFuzzTests
{
    private static readonly string[] Scraps =
    [
        "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1e999", "\\ud800", "\\u0000", "${", "}", "${A:-${A}}", "../", "\0", "\uFFFE", "//", "/*",
        "\"id\":", "\"assembly\":\"plugins/acme/Acme.dll\",", "999999999999999999999999", "\"sha256\":7,",
    ];

    [Test]
    [CancelAfter(60_000)]
    public void Two_thousand_mutations_of_the_configuration_never_throw()
    {
        using var folder = new CatalogFolder();
        folder.Env["A"] = "${A}";
        var valid = Encoding.UTF8.GetBytes($$"""
            { "$schema": "x", "allowPlugins": true, "connectors": [
              { "id": "echo", "enabled": true, "settings": { "appSecret": "${A:-x}", "size": 3 } },
              { "id": "acme", "assembly": "plugins/acme/Acme.dll", "sha256": "{{new string('0', 64)}}", "settings": { "apiKey": "y" } },
              { "id": "tiktok", "enabled": false } ] }
            """);
        var random = new Random(40);
        var unreadable = 0;
        for (var i = 0; i < 2000; i++)
        {
            File.WriteAllBytes(folder.ConfigPath, Mutate(valid, random));
            var result = folder.Load();
            unreadable += result.FileProblem is null ? 0 : 1;
            Assert.That(result.Connectors, Has.All.Matches<InstalledConnector>(IsExplained));
        }
        Assert.That(unreadable, Is.InRange(200, 1990), "some mutations stay readable and are judged entry by entry");
        Verdict.Pass("P40", $"2,000 mutations of connectors.json, {unreadable} unreadable, each explained, none thrown");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Five_hundred_mutations_of_a_manifest_never_throw()
    {
        using var folder = new CatalogFolder();
        File.WriteAllText(folder.ConfigPath, """{"connectors":[{"id":"echo","settings":{"appSecret":"x"}}]}""");
        var valid = Encoding.UTF8.GetBytes(CatalogFolder.EchoManifest);
        var random = new Random(41);
        for (var i = 0; i < 500; i++)
        {
            File.WriteAllBytes(Path.Combine(folder.Root, "connectors", "Channels", "Echo", "connector.json"), Mutate(valid, random));
            Assert.That(folder.Load().Connectors.Single(), Is.Not.Null.And.Matches<InstalledConnector>(IsExplained));
        }
    }

    private static bool IsExplained(InstalledConnector connector) =>
        connector.State is InstalledState.Active or InstalledState.Disabled
            ? connector.Problem is null
            : connector is { Problem: { En.Length: > 0, Vi.Length: > 0 }, Connector: null };

    private static byte[] Mutate(byte[] valid, Random random)
    {
        var bytes = valid.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Scraps[random.Next(Scraps.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }
}
