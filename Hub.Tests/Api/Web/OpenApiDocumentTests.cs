using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Web;

/// <summary>
/// The app's types are made from <c>Hub.Web/openapi.json</c>, so that file must be what the hub says of itself. After a change of the
/// API, <c>HUB_WRITE_OPENAPI=1 dotnet test --filter OpenApiDocument</c> writes it anew.
/// </summary>
public sealed class OpenApiDocumentTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Test]
    [CancelAfter(60_000)]
    public async Task The_apps_copy_of_the_document_is_the_hubs(CancellationToken cancellation)
    {
        await using var host = await HubHost.Start(StorageKind.Sqlite);
        var live = Text(await host.Client.GetStringAsync("/openapi/v1.json", cancellation));
        var path = PathOfCopy();
        if (Environment.GetEnvironmentVariable("HUB_WRITE_OPENAPI") == "1")
            await File.WriteAllTextAsync(path, live, cancellation);

        var copy = File.Exists(path) ? Text(await File.ReadAllTextAsync(path, cancellation)) : "";
        Assert.That(copy == live, Is.True,
            "Hub.Web/openapi.json differs from /openapi/v1.json. Run: HUB_WRITE_OPENAPI=1 dotnet test --filter OpenApiDocument");
    }

    // Keys in one order, so that a difference is one of content.
    private static string Text(string json) => Sorted(JsonNode.Parse(json))!.ToJsonString(Readable) + "\n";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject branch => new JsonObject(branch.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string PathOfCopy()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "Hub.Web")))
                return Path.Combine(folder.FullName, "Hub.Web", "openapi.json");
        throw new DirectoryNotFoundException("Hub.Web");
    }
}
