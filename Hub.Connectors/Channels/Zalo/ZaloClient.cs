using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>Calls on behalf of one Official Account. The token goes in a header of its own.</summary>
internal sealed class ZaloClient(ZaloApp app, HttpClient http, string? token, TimeProvider clock)
{
    /// <param name="expected">The connection's account; empty while it is being learnt.</param>
    public async Task<Outcome> Whose(string expected, CancellationToken cancellation)
    {
        var answer = await Account(cancellation);
        return answer.Failure ?? OwnAccount.Check(ZaloErrors.Connector, "Zalo", expected, answer.Data.Text("oa_id"));
    }

    public async Task<AccountsAnswer> Accounts(CancellationToken cancellation)
    {
        var answer = await Account(cancellation);
        return new AccountsAnswer(
            answer.Failure ?? new Outcome.Accepted(),
            answer.Failure is null && answer.Data.Text("oa_id") is { Length: > 0 } id ? [new RemoteAccount(id, answer.Data.Text("name"))] : []);
    }

    /// <summary>There is no idempotency key: a message that may have gone out is settled by its echo, never sent again.</summary>
    public async Task<Outcome> Send(WireSend send, IReadOnlyList<string?> secrets, CancellationToken cancellation)
    {
        var request = new RestRequest("v3.0/oa/message/cs", Method.Post)
            .AddStringBody(JsonSerializer.Serialize(send, ZaloJson.Default.WireSend), DataFormat.Json);
        var answer = await Call(request, Repeatable.No, secrets, cancellation);
        return answer.Failure ?? (answer.Data.Text("message_id") is { Length: > 0 } id
            ? new Outcome.Accepted(id)
            : new Outcome.Unknown(new Reason($"{ZaloErrors.Connector}/no-id")));
    }

    /// <summary>Uploading twice only makes a second picture that nothing refers to.</summary>
    public async Task<(Outcome? Failure, string? Id)> Upload(OutboundMedia file, CancellationToken cancellation)
    {
        var request = new RestRequest("v2.0/oa/upload/image", Method.Post) { AlwaysMultipartFormData = true }
            .AddFile("file", file.Bytes.ToArray(), file.FileName, file.ContentType);
        var answer = await Call(request, Repeatable.Yes, [file.FileName], cancellation);
        if (answer.Failure is not null)
            return (answer.Failure, null);
        return answer.Data.Text("attachment_id") is { Length: > 0 } id
            ? (null, id)
            : (new Outcome.Transient(new Reason($"{ZaloErrors.Connector}/no-upload")), null);
    }

    /// <summary>Whoever is not told of has no name, and nothing has failed.</summary>
    public async Task<NameAnswer> Name(string person, CancellationToken cancellation)
    {
        var data = JsonSerializer.Serialize(new WireRecipient(person), ZaloJson.Default.WireRecipient);
        var request = new RestRequest("v3.0/oa/user/detail").AddQueryParameter("data", Uri.EscapeDataString(data), encode: false);
        var answer = await Call(request, Repeatable.Yes, [person], cancellation);
        return answer.Failure switch
        {
            null => new NameAnswer(new Outcome.Accepted(), answer.Data.Text("display_name") is { Length: > 0 } name ? name : null),
            Outcome.Rejected or Outcome.NotFound or Outcome.WindowClosed => new NameAnswer(new Outcome.Accepted()),
            var failure => new NameAnswer(failure),
        };
    }

    private Task<ZaloAnswer> Account(CancellationToken cancellation) => Call(new RestRequest(app.AccountPath), Repeatable.Yes, [], cancellation);

    private async Task<ZaloAnswer> Call(
        RestRequest request, Repeatable repeatable, IReadOnlyList<string?> secrets, CancellationToken cancellation)
    {
        request.AddHeader("access_token", token ?? "");
        using var api = new VendorApi(ZaloErrors.Connector, http, new Uri(app.ApiBase), clock);
        return ZaloErrors.Read(await api.Call(request, repeatable, cancellation), repeatable, app, [.. secrets, token]);
    }
}

/// <param name="Failure">Null when it worked.</param>
/// <param name="Data">Undefined when there was none.</param>
internal sealed record ZaloAnswer(Outcome? Failure, JsonElement Data);
