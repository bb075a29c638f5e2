using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Calls of the Send API on behalf of one Page.</summary>
internal sealed class MessengerClient(GraphApi graph, ConnectionContext connection)
{
    private readonly MessengerSettings _settings = MessengerSettings.Of(connection.Settings);

    public string PageId => connection.AccountId is { Length: > 0 } account ? account : _settings.PageId ?? "";

    public GraphCall Account => new(connection.Http, connection.Credentials.AccessToken is { Length: > 0 } own ? own : _settings.AccessToken ?? "");

    private string Page => Uri.EscapeDataString(PageId);

    public async Task<Outcome> Verify(CancellationToken cancellation)
    {
        var request = new RestRequest().AddQueryParameter("fields", "id");
        var answer = await Call(Page, request, Repeatable.Yes, [], cancellation);
        if (answer.Failure is not null)
            return GraphApi.NotOurs(answer.Failure, connection.AccountId.Length > 0 ? "accountId" : "settings.pageId");
        return answer.Json.Text("id") is { Length: > 0 } id
            ? new Outcome.Accepted(id)
            : new Outcome.Transient(new Reason($"{MessengerErrors.Connector}/incomplete-answer"));
    }

    /// <summary>There is no idempotency key: a message that may have gone out is settled by its echo, never sent again.</summary>
    public async Task<Outcome> Send(WireSend send, OutboundMedia? file, IReadOnlyList<string?> secrets, CancellationToken cancellation)
    {
        var request = file is null ? Json(send) : Form(send, file);
        var answer = await Call($"{Page}/messages", request, Repeatable.No, [.. secrets, file?.FileName], cancellation);
        if (answer.Failure is not null)
            return GraphApi.NoSuchAccount(answer.Failure);
        return answer.Json.Text("message_id") is { Length: > 0 } id
            ? new Outcome.Accepted(id)
            : new Outcome.Unknown(new Reason($"{MessengerErrors.Connector}/no-id"));
    }

    public async Task<Outcome> Act(WireSend sign, CancellationToken cancellation)
    {
        var answer = await Call($"{Page}/messages", Json(sign), Repeatable.Yes, [sign.Recipient.Id], cancellation);
        return answer.Failure ?? new Outcome.Accepted();
    }

    public async Task<NameAnswer> Name(string person, CancellationToken cancellation)
    {
        var request = new RestRequest().AddQueryParameter("fields", "name");
        return MessengerPeople.Read(await Call(Uri.EscapeDataString(person), request, Repeatable.Yes, [person], cancellation));
    }

    /// <param name="after">Meta's cursor of the page; null for the first.</param>
    public Task<GraphAnswer> Conversations(string? after, CancellationToken cancellation)
    {
        var request = new RestRequest().AddQueryParameter("platform", "messenger").AddQueryParameter("limit", "10").AddQueryParameter(
            "fields", $"id,updated_time,participants,messages.limit({MessengerThread.MostMessages}){{id,created_time,from,to,message,attachments}}");
        if (after is not null)
            request.AddQueryParameter("after", after);
        return Call($"{Page}/conversations", request, Repeatable.Yes, [], cancellation);
    }

    private static RestRequest Json(WireSend send) =>
        Post().AddStringBody(JsonSerializer.Serialize(send, MessengerJson.Default.WireSend), DataFormat.Json);

    // With a file the members of the body become form fields, objects as JSON.
    private static RestRequest Form(WireSend send, OutboundMedia file)
    {
        var request = Post()
            .AddParameter("recipient", JsonSerializer.Serialize(send.Recipient, MessengerJson.Default.WireRecipient))
            .AddParameter("messaging_type", send.MessagingType)
            .AddParameter("message", JsonSerializer.Serialize(send.Message!, MessengerJson.Default.WireMessage))
            .AddFile("filedata", file.Bytes.ToArray(), file.FileName, file.ContentType);
        request.AlwaysMultipartFormData = true;
        return send.Tag is null ? request : request.AddParameter("tag", send.Tag);
    }

    private static RestRequest Post() => new() { Method = Method.Post };

    private Task<GraphAnswer> Call(
        string path, RestRequest request, Repeatable repeatable, IReadOnlyList<string?> secrets, CancellationToken cancellation) =>
        graph.Call(Account, path, request, repeatable, secrets, cancellation);
}
