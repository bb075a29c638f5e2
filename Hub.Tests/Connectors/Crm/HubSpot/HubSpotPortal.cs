using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.HubSpot;
using Hub.Sandbox;
using Hub.Tests.Connectors.Catalog;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Crm.HubSpot;

/// <summary>The connector against the sandbox's portal, whose records people change, on one clock that the test moves.</summary>
internal sealed class HubSpotPortal : IAsyncDisposable
{
    private const string Token = "sandbox-hubspot-token";
    private readonly RunningSandbox _sandbox;
    private readonly HttpClient _http;

    private HubSpotPortal(RunningSandbox sandbox, TimeProvider clock)
    {
        _sandbox = sandbox;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = sandbox.BaseAddress };
        Connector = new HubSpotConnector(new ConnectorHost(
            ManifestFile.Read(Path.Combine(HubSpotFixture.Folder, "connector.json")),
            HubSpotFixture.Settings($$"""{ "apiBase": "{{new Uri(sandbox.BaseAddress, "hubspot")}}" }"""), FakeVendor.Client(), clock, new ListLogger()));
    }

    public HubSpotConnector Connector { get; }

    public SandboxOptions Options => _sandbox.Options;

    /// <summary>Searches at once, since the sandbox does not count them unless the test says so.</summary>
    public ConnectionContext Connection { get; } = new(
        Guid.Empty, "1020304", HubSpotFixture.Settings("""{ "createProperties": true, "searchesPerSecond": 1000 }"""), new Credentials(Token),
        FakeVendor.Client(), new ListLogger());

    public static async Task<HubSpotPortal> Start(TimeProvider clock, Action<SandboxOptions>? set = null)
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0", RateLimits = false };
        set?.Invoke(options);
        var portal = new HubSpotPortal(await SandboxHost.StartAsync(options, clock), clock);
        Assert.That(await portal.Connector.Verify(portal.Connection, CancellationToken.None), Is.TypeOf<Outcome.Accepted>(), "makes the keys");
        return portal;
    }

    public async Task<WriteResult> Write(WriteItem<CrmContact> item) =>
        (await Connector.Upsert(Connection, [item], CancellationToken.None)) is { Whole: null } answer ? answer.Results.Single() : throw new InvalidOperationException();

    public async Task<List<string>> Write(IReadOnlyList<WriteItem<CrmContact>> items)
    {
        var answer = await Connector.Upsert(Connection, items, CancellationToken.None);
        return [.. answer.Results.Select(result => Id(result.Outcome))];
    }

    public Task<PollPage<CrmChange>> Pull(string? cursor, int calls = 20, DateTimeOffset? since = null) =>
        Connector.Pull(Connection, cursor, new PollBudget(calls, since), CancellationToken.None);

    /// <summary>All pages of one look.</summary>
    public async Task<(List<CrmChange> Told, string? Cursor, Reason? LeftOut, int Pulls)> Look(string? cursor, DateTimeOffset? since = null)
    {
        var (told, pulls, left) = (new List<CrmChange>(), 0, (Reason?)null);
        while (true)
        {
            var page = await Pull(cursor, since: since);
            Assert.That(page.Outcome, Is.TypeOf<Outcome.Accepted>());
            told.AddRange(page.Items);
            (cursor, pulls, left) = (page.Next, pulls + 1, left ?? page.LeftOut);
            if (!page.More)
                return (told, cursor, left, pulls);
        }
    }

    /// <summary>What a person does on HubSpot's pages.</summary>
    public async Task ByHand(string type, string id, params (string Name, string Value)[] properties)
    {
        using var answer = await _http.PatchAsJsonAsync(
            $"/_sandbox/hubspot/{type}/{id}", properties.ToDictionary(pair => pair.Name, pair => pair.Value));
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    public async Task Delete(string type, string id) => (await _http.DeleteAsync(new Uri($"/_sandbox/hubspot/{type}/{id}", UriKind.Relative))).EnsureSuccessStatusCode();

    /// <summary>A record that somebody made there, without a key of the hub.</summary>
    public async Task<string> Theirs(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubspot/crm/v3/objects/contacts/batch/upsert");
        request.Headers.Add("Authorization", $"Bearer {Token}");
        var email = $"{Guid.NewGuid():N}@example.vn";
        request.Content = JsonContent.Create(new { inputs = new[] { new { id = email, idProperty = "email", properties = new { firstname = name, email } } } });
        using var answer = await _http.SendAsync(request);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["results"]![0]!["id"]!;
    }

    public async Task<JsonNode> Record(string type, string id) => (await Records(type)).Single(row => row["id"]!.ToString() == id)["properties"]!;

    public async Task<List<JsonNode>> Records(string type) => [.. (await Ask($"/_sandbox/hubspot/{type}?limit=100000")).AsArray().Select(row => row!)];

    /// <summary>Bodies of the last calls of an operation.</summary>
    public async Task<List<string>> Bodies(string operation) => [.. (await Ask("/_sandbox/requests?platform=hubspot&limit=10000")).AsArray()
        .Where(row => (string)row!["operation"]! == operation).Select(row => (string)row!["body"]!)];

    public async Task Fault(object? rule) =>
        (await _http.PutAsJsonAsync("/_sandbox/faults", new { rules = rule is null ? [] : new[] { rule } })).EnsureSuccessStatusCode();

    public static string Id(Outcome outcome) => ((Outcome.Accepted)outcome).RemoteId!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    private async Task<JsonNode> Ask(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative)))!;
}
