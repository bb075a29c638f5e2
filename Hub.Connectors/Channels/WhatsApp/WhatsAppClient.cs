using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Calls of the Cloud API on behalf of one number.</summary>
internal sealed class WhatsAppClient(GraphApi graph, ConnectionContext connection)
{
    private readonly WhatsAppSettings _settings = WhatsAppSettings.Of(connection.Settings);

    public string ListButton => _settings.ListButton;

    public string Token => connection.Credentials.AccessToken is { Length: > 0 } token ? token : _settings.AccessToken ?? "";

    public GraphCall Account => new(connection.Http, Token);

    private string Number => Uri.EscapeDataString(
        connection.AccountId is { Length: > 0 } account ? account : _settings.PhoneNumberId ?? "");

    public async Task<Outcome> Verify(CancellationToken cancellation)
    {
        var request = new RestRequest().AddQueryParameter("fields", "id");
        var answer = await Call(Number, request, Repeatable.Yes, [], cancellation);
        if (answer.Failure is not null)
            return GraphApi.NotOurs(answer.Failure, connection.AccountId.Length > 0 ? "accountId" : "settings.phoneNumberId");
        return answer.Json.Text("id") is { Length: > 0 } id ? new Outcome.Accepted(id) : Incomplete();
    }

    public async Task<TemplateAnswer> Templates(string business, CancellationToken cancellation)
    {
        var path = $"{Uri.EscapeDataString(business)}/message_templates";
        var (items, failure) = await graph.List(Account, path, "name,language,status,components", cancellation);
        return failure is null
            ? new TemplateAnswer([.. items.Select(WhatsAppTemplates.Of).OfType<MessageTemplate>()])
            : new TemplateAnswer([], GraphApi.NotOurs(failure));
    }

    /// <summary>There is no idempotency key: a message that may have gone out is never sent again.</summary>
    public async Task<Outcome> Send(WireMessage message, IReadOnlyList<string?> secrets, CancellationToken cancellation)
    {
        var request = Post().AddStringBody(JsonSerializer.Serialize(message, WhatsAppJson.Default.WireMessage), DataFormat.Json);
        var answer = await Call($"{Number}/messages", request, Repeatable.No, secrets, cancellation);
        if (answer.Failure is not null)
            return GraphApi.NoSuchAccount(answer.Failure);
        return answer.Json.Items("messages").Select(sent => sent.Text("id")).FirstOrDefault() is { Length: > 0 } id
            ? new Outcome.Accepted(id)
            : new Outcome.Unknown(new Reason($"{WhatsAppErrors.Connector}/no-id"));
    }

    /// <summary>Repeatable: nobody sees an upload that no message refers to.</summary>
    /// <returns>The media id, or why there is none.</returns>
    public async Task<(string? Id, Outcome? Failure)> Upload(OutboundMedia media, CancellationToken cancellation)
    {
        var request = Post()
            .AddParameter("messaging_product", "whatsapp")
            .AddParameter("type", media.ContentType)
            .AddFile("file", media.Bytes.ToArray(), media.FileName, media.ContentType);
        request.AlwaysMultipartFormData = true;
        var answer = await Call($"{Number}/media", request, Repeatable.Yes, [media.FileName], cancellation);
        return answer.Failure is null && answer.Json.Text("id") is { Length: > 0 } id ? (id, null) : (null, answer.Failure ?? Incomplete());
    }

    public async Task<Outcome> Receipt(WireReceipt receipt, CancellationToken cancellation)
    {
        var request = Post().AddStringBody(JsonSerializer.Serialize(receipt, WhatsAppJson.Default.WireReceipt), DataFormat.Json);
        var answer = await Call($"{Number}/messages", request, Repeatable.Yes, [], cancellation);
        return answer.Failure ?? new Outcome.Accepted();
    }

    /// <returns>Where the bytes are now, or why that is not known.</returns>
    public async Task<(string? Url, Outcome? Failure)> MediaAddress(string mediaId, CancellationToken cancellation)
    {
        var answer = await Call(Uri.EscapeDataString(mediaId), new RestRequest(), Repeatable.Yes, [], cancellation);
        return answer.Failure is null && answer.Json.Text("url") is { } url ? (url, null) : (null, answer.Failure ?? Incomplete());
    }

    private static RestRequest Post() => new() { Method = Method.Post };

    private static Outcome.Transient Incomplete() => new(new Reason($"{WhatsAppErrors.Connector}/incomplete-answer"));

    private Task<GraphAnswer> Call(
        string path, RestRequest request, Repeatable repeatable, IReadOnlyList<string?> secrets, CancellationToken cancellation) =>
        graph.Call(Account, path, request, repeatable, secrets, cancellation);
}
