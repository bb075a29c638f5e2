using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Channels.WhatsApp;

internal static class WhatsAppBench
{
    public const string Sent =
        """{"messaging_product":"whatsapp","contacts":[{"input":"84901234567","wa_id":"84901234567"}],"messages":[{"id":"wamid.SENT"}]}""";

    public static readonly Recipient To = new(null, [new Identity("bsuid", "VN.77"), new Identity("wa_id", "84901234567")]);

    /// <summary>Takes what the platform takes: a bearer token, uploads as forms, messages as JSON.</summary>
    public static Task<FakeVendor> Vendor() => FakeVendor.Start(context =>
    {
        var request = context.Request;
        if (request.Headers.Authorization != $"Bearer {MetaBench.Token}")
            return FakeVendor.Reply(context, 401, """{"error":{"code":190}}""");
        return (request.Method, request.Path.Value) switch
        {
            ("POST", $"/v25.0/{MetaBench.Account}/media") when request.HasFormContentType => Upload(context),
            ("POST", $"/v25.0/{MetaBench.Account}/messages") when request.HasJsonContentType() => FakeVendor.Reply(context, 200, Sent),
            _ => FakeVendor.Reply(context, 404, """{"error":{"code":100}}"""),
        };
    });

    public static async Task<Outcome> Send(FakeVendor vendor, OutboundPart part)
    {
        using var http = FakeVendor.Client();
        var send = (ISend)MetaBench.Connector("whatsapp", vendor.BaseAddress);
        return await send.Send(MetaBench.Connection(http, new LogList()), part, CancellationToken.None);
    }

    public static OutboundPart Part(MessageContent content, params OutboundMedia[] media) => new("correlation-1", To, content, media);

    private static async Task Upload(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var complete = form["messaging_product"] == "whatsapp"
            && form.Files["file"] is { Length: > 0 } file
            && form["type"] == file.ContentType;
        await FakeVendor.Reply(context, complete ? 200 : 400, complete ? """{"id":"media-1"}""" : """{"error":{"code":131008}}""");
    }
}
