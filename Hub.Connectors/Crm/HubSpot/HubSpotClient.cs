using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>HubSpot's calls on one connection. All are repeatable: an upsert, a link and a look-up end the same when done twice.</summary>
internal sealed class HubSpotClient(ConnectionContext connection, HubSpotSettings settings, Uri apiBase, TimeProvider clock) : IDisposable
{
    private readonly VendorApi _api = new("hubspot", connection.Http, apiBase, clock);

    public void Dispose() => _api.Dispose();

    public Task<HubSpotAnswer<BatchResponse>> Upsert(HubSpotObject type, UpsertBody body, CancellationToken cancellation) =>
        Post($"/crm/{settings.ApiVersion}/objects/{type.Path()}/batch/upsert", type, body, HubSpotJson.Default.UpsertBody,
            HubSpotJson.Default.BatchResponse, cancellation);

    /// <summary>Writes records by HubSpot's own id.</summary>
    public Task<HubSpotAnswer<BatchResponse>> Update(HubSpotObject type, UpdateBody body, CancellationToken cancellation) =>
        Post($"/crm/{settings.ApiVersion}/objects/{type.Path()}/batch/update", type, body, HubSpotJson.Default.UpdateBody,
            HubSpotJson.Default.BatchResponse, cancellation);

    /// <summary>Records by HubSpot's own id, at most <see cref="HubSpotBatch.MaxRows"/>; those that are gone are left out.</summary>
    public Task<HubSpotAnswer<BatchResponse>> Read(HubSpotObject type, ReadBody body, CancellationToken cancellation) =>
        Post($"/crm/{settings.ApiVersion}/objects/{type.Path()}/batch/read", type, body, HubSpotJson.Default.ReadBody,
            HubSpotJson.Default.BatchResponse, cancellation);

    /// <summary>Asks the index, which is late.</summary>
    public Task<HubSpotAnswer<SearchResponse>> Search(HubSpotObject type, SearchBody body, CancellationToken cancellation) =>
        Post($"/crm/{settings.ApiVersion}/objects/{type.Path()}/search", type, body, HubSpotJson.Default.SearchBody,
            HubSpotJson.Default.SearchResponse, cancellation);

    /// <summary>Links without a label; linking again changes nothing.</summary>
    public Task<HubSpotAnswer<BatchResponse>> Associate(HubSpotObject from, AssociateBody body, CancellationToken cancellation) =>
        Post($"/crm/{settings.AssociationsVersion}/associations/{from.Path()}/contacts/batch/associate/default", from, body,
            HubSpotJson.Default.AssociateBody, HubSpotJson.Default.BatchResponse, cancellation);

    public Task<HubSpotAnswer<AccountDetails>> Account(CancellationToken cancellation) =>
        Call(new RestRequest(settings.AccountPath), HubSpotObject.Contacts, HubSpotJson.Default.AccountDetails, cancellation);

    public Task<HubSpotAnswer<PropertyDetails>> Property(HubSpotObject type, string name, CancellationToken cancellation) =>
        Call(new RestRequest($"{Properties(type)}/{name}"), type, HubSpotJson.Default.PropertyDetails, cancellation);

    public Task<HubSpotAnswer<PropertyDetails>> Create(HubSpotObject type, NewProperty property, CancellationToken cancellation) =>
        Post(Properties(type), type, property, HubSpotJson.Default.NewProperty, HubSpotJson.Default.PropertyDetails, cancellation);

    private string Properties(HubSpotObject type) => $"/crm/{settings.ApiVersion}/properties/{type.Path()}";

    private Task<HubSpotAnswer<TAnswer>> Post<TBody, TAnswer>(
        string path, HubSpotObject type, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation)
        where TAnswer : class
    {
        var request = new RestRequest(path, Method.Post).AddStringBody(JsonSerializer.Serialize(body, bodyType), ContentType.Json);
        return Call(request, type, answerType, cancellation);
    }

    private async Task<HubSpotAnswer<T>> Call<T>(
        RestRequest request, HubSpotObject type, JsonTypeInfo<T> answerType, CancellationToken cancellation)
        where T : class
    {
        var token = connection.Credentials.AccessToken.Trim();
        if (token.Length == 0 || !token.All(c => char.IsAscii(c) && !char.IsControl(c)))
            return new HubSpotAnswer<T>(0, null, new Outcome.AuthRevoked(new Reason("hubspot/no-token")));
        request.AddHeader("Authorization", $"Bearer {token}");
        var answer = await _api.Call(request, Repeatable.Yes, cancellation);
        if (HubSpotErrors.OfRequest(answer, type, connection.Credentials.RefreshToken is not null) is { } failure)
            return new HubSpotAnswer<T>(answer.Status, null, failure);
        return Read(answer.Body, answerType) is { } value
            ? new HubSpotAnswer<T>(answer.Status, value, null)
            : new HubSpotAnswer<T>(answer.Status, null, new Outcome.Transient(new Reason("hubspot/unreadable")));
    }

    private static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null; // 200 with something else than HubSpot's JSON: a proxy's page, half an answer
        }
    }
}

/// <param name="Value">Null exactly when <paramref name="Failure"/> is set.</param>
internal sealed record HubSpotAnswer<T>(HttpStatusCode Status, T? Value, Outcome? Failure)
    where T : class;
