using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.TikTok;

/// <summary>Each sample beside the connector, and what it must become.</summary>
public sealed class TikTokSampleTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../../Hub.Connectors/Channels/TikTok/samples");

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder(), "*.json")
        .Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(".expected.json", StringComparison.Ordinal)).Order();

    [TestCaseSource(nameof(Names))]
    public void A_sample_becomes_what_stands_beside_it(string name)
    {
        var parsed = TikTokLab.Connector().Parse(File.ReadAllBytes(Path.Combine(Folder(), name)));

        var actual = new JsonArray([.. parsed.Events.Select(Describe)]);
        var expected = Path.Combine(Folder(), Path.ChangeExtension(name, ".expected.json"));
        Assert.That(actual.ToJsonString(Json), Is.EqualTo(File.ReadAllText(expected).TrimEnd()));
    }

    [TestCaseSource(nameof(Names))]
    public void A_sample_is_routed_to_its_business_with_its_own_bytes(string name)
    {
        var body = File.ReadAllBytes(Path.Combine(Folder(), name));

        var routed = TikTokLab.Connector().Route(TikTokLab.Post(body, null))!.Single();

        Assert.That(routed.AccountId, Is.EqualTo("-000mShopShopShopShopShopShopShop0001"));
        Assert.That(routed.Payload.ToArray(), Is.EqualTo(body));
    }

    private static JsonObject Describe(ChannelEvent one)
    {
        var json = new JsonObject { ["event"] = one.GetType().Name };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(one, one.GetType(), Json)!.AsObject())
            if (value is not JsonArray { Count: 0 })
                json[name] = value?.DeepClone();
        return json;
    }
}
