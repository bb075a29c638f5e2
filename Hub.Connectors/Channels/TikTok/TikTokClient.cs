using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Calls of TikTok API for Business v1.3. Paths end in a slash: without it the vendor answers 404.</summary>
internal sealed class TikTokClient(
    string connector, Uri apiBase, HttpClient http, TimeProvider clock, string? accessToken = null) : IDisposable
{
    private const string Root = "open_api/v1.3/";

    private readonly VendorApi _api = new(connector, http, apiBase, clock);

    public void Dispose() => _api.Dispose();

    /// <param name="secrets">What a reason must not quote, beside the token.</param>
    public Task<TikTokAnswer> Post<T>(
        string path, T body, JsonTypeInfo<T> type, Repeatable repeatable, CancellationToken cancellation, params string?[] secrets)
    {
        var request = Request(path, Method.Post).AddStringBody(JsonSerializer.Serialize(body, type), ContentType.Json);
        return Call(request, repeatable, secrets, cancellation);
    }

    public Task<TikTokAnswer> Get(
        string path, IEnumerable<KeyValuePair<string, string>> query, CancellationToken cancellation, params string?[] secrets)
    {
        var request = Request(path, Method.Get);
        foreach (var (name, value) in query)
            request.AddQueryParameter(name, Uri.EscapeDataString(value), encode: false);
        return Call(request, Repeatable.Yes, secrets, cancellation);
    }

    /// <summary>Uploading twice only makes a second file that nothing refers to.</summary>
    public Task<TikTokAnswer> Upload(
        string path, IEnumerable<KeyValuePair<string, string>> fields, OutboundMedia file, CancellationToken cancellation)
    {
        var request = Request(path, Method.Post);
        request.AlwaysMultipartFormData = true;
        foreach (var (name, value) in fields)
            request.AddParameter(name, value, ParameterType.GetOrPost);
        request.AddFile("file", file.Bytes.ToArray(), file.FileName, file.ContentType);
        return Call(request, Repeatable.Yes, [file.FileName], cancellation);
    }

    private async Task<TikTokAnswer> Call(RestRequest request, Repeatable repeatable, string?[] secrets, CancellationToken cancellation)
    {
        var answer = await _api.Call(request, repeatable, cancellation);
        return TikTokAnswer.Read(connector, answer, repeatable, [accessToken, .. secrets]);
    }

    private RestRequest Request(string path, Method method)
    {
        var request = new RestRequest(Root + path, method);
        if (accessToken is not null)
            request.AddHeader("Access-Token", accessToken);
        return request;
    }
}
