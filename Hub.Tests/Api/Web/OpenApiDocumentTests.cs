using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Web;

/// <summary>
/// The app's types are made from <c>Hub.Web/openapi.json</c>, so that file must be what the hub says of itself. After a change of the
/// API, <c>HUB_WRITE_OPENAPI=1 dotnet test --filter OpenApiDocument</c> writes it anew.
/// </summary>
public sealed partial class OpenApiDocumentTests
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

    [Test]
    public async Task Each_path_of_the_api_is_named_in_its_documentation()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(PathOfCopy()))!;
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "api.md"));
        var named = Code().Matches(page).SelectMany(code => Address().Matches(code.Value)).Select(path => Bare(path.Value)).ToHashSet(StringComparer.Ordinal);

        var missing = document["paths"]!.AsObject().Select(path => path.Key).Where(path => !named.Contains(Bare(path["/api/v1".Length..])));

        Assert.That(missing, Is.Empty);
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

    // However its parameters are called.
    private static string Bare(string path) => Parameter().Replace(path, "{}").TrimEnd('/');

    [GeneratedRegex("`[^`]*`", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"/[\w\-/{}]+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\{\w*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    private static string PathOfCopy()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "Hub.Web")))
                return Path.Combine(folder.FullName, "Hub.Web", "openapi.json");
        throw new DirectoryNotFoundException("Hub.Web");
    }
}
