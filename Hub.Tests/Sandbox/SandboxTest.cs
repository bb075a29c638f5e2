using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hub.Sandbox;

namespace Hub.Tests.Sandbox;

/// <summary>A sandbox on a free port beside a stub of the hub.</summary>
abstract class SandboxTest
{
    protected const string TikTok = "/tiktok/open_api/v1.3/business/message";
    protected const string WhatsApp = "/graph/v23.0/100200300400500/messages";
    protected const string Messenger = "/graph/v23.0/300400500600700/messages";

    protected HubStub Hub { get; private set; } = null!;
    protected RunningSandbox Sandbox { get; private set; } = null!;
    protected HttpClient Http { get; private set; } = null!;

    [SetUp]
    public async Task StartSandbox()
    {
        Hub = new HubStub();
        await Hub.StartAsync();
        var options = new SandboxOptions
        {
            Urls = "http://127.0.0.1:0",
            Hub = Hub.Address.ToString(),
            RetryFirstMs = 10,
            RetryMaxMs = 50,
            ReceiptDelayMs = 5
        };
        Configure(options);
        Sandbox = await SandboxHost.StartAsync(options);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Sandbox.BaseAddress };
    }

    [TearDown]
    public async Task StopSandbox()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
        await Hub.DisposeAsync();
    }

    protected virtual void Configure(SandboxOptions options)
    {
    }

    protected async Task<(int Status, JsonNode Body)> PostAsync(string path, object body, params (string Name, string Value)[] headers) =>
        await SendAsync(HttpMethod.Post, path, body, headers);

    protected async Task<(int Status, JsonNode Body)> GetAsync(string path, params (string Name, string Value)[] headers) =>
        await SendAsync(HttpMethod.Get, path, null, headers);

    protected async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, object? body,
        (string Name, string Value)[] headers)
    {
        using var response = await RawAsync(method, path, body, headers);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    protected async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, object? body,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    /// <summary>Someone does something; returns the message id and the conversation.</summary>
    protected async Task<(string MessageId, string Conversation)> HappensAsync(object act)
    {
        var (status, body) = await PostAsync("/_sandbox/send", act);
        Assert.That(status, Is.EqualTo(202));
        return ((string?)body["messageId"] ?? "", (string?)body["conversation"] ?? "");
    }

    protected async Task FaultsAsync(object faults)
    {
        using var response = await RawAsync(HttpMethod.Put, "/_sandbox/faults", faults);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }
}
