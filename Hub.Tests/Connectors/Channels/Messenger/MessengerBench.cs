using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Channels.Messenger;

internal static class MessengerBench
{
    public const string Person = "7711223344556677";

    public static readonly Recipient To = new(null, [new Identity("psid", Person)]);

    /// <summary>Takes what the platform takes: a Page token, JSON, or a form when a file comes along.</summary>
    public static Task<FakeVendor> Vendor() => FakeVendor.Start(async context =>
    {
        if (context.Request.Headers.Authorization != $"Bearer {MetaBench.Token}")
            await FakeVendor.Reply(context, 401, """{"error":{"code":190}}""");
        else if (context.Request.Path != $"/v25.0/{MetaBench.Account}/messages" || !await IsComplete(context.Request))
            await FakeVendor.Reply(context, 400, """{"error":{"code":100}}""");
        else
            await FakeVendor.Reply(context, 200, $$"""{"recipient_id":"{{Person}}","message_id":"m_sent_1"}""");
    });

    public static async Task<Outcome> Send(FakeVendor vendor, OutboundPart part)
    {
        using var http = FakeVendor.Client();
        var send = (ISend)MetaBench.Connector("messenger", vendor.BaseAddress);
        return await send.Send(MetaBench.Connection(http, new LogList()), part, CancellationToken.None);
    }

    public static OutboundPart Part(MessageContent content, params OutboundMedia[] media) => new("correlation-1", To, content, media);

    private static async Task<bool> IsComplete(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return request.HasJsonContentType();
        var form = await request.ReadFormAsync();
        return form.Files["filedata"] is { Length: > 0 }
            && JsonNode.Parse(form["recipient"].ToString())?["id"] is not null
            && JsonNode.Parse(form["message"].ToString())?["attachment"] is not null;
    }
}
