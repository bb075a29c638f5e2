using System.Text.Json.Nodes;
using Hub.Sandbox.Faults;
using Hub.Sandbox.HubSpot;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.Meta;
using Hub.Sandbox.MetaConversions;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.TikTokEvents;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Questions;

/// <summary>Everything under <c>/_sandbox</c>: questions, traffic, faults.</summary>
sealed class SandboxEndpoints(
    SummaryQuestion summary, ExpectedQuestion expected, CrmQuestion crm, HubSpotPeople people, OutboundLedger outbound, EventStore signals, ConversionStore conversions, RequestLog requests, CallsAtOnce atOnce,
    FaultSwitch faults, TrafficRunner traffic, HandMade handMade, Stage stage, Subscription subscription, Reset reset,
    SandboxOptions options)
{
    const int UsualLimit = 1000;

    public void Map(IEndpointRouteBuilder app)
    {
        var sandbox = app.MapGroup("/_sandbox");
        sandbox.MapGet("/health", () => Results.Ok(new { Status = "ok", options.Hub }));
        sandbox.MapGet("/summary", summary.Answer);
        sandbox.MapGet("/expected", expected.Answer);
        sandbox.MapGet("/keywords", () => ShopTalk.Keywords);
        sandbox.MapGet("/messages", (string? channel, int? limit) => outbound.Last(channel, limit ?? UsualLimit));
        sandbox.MapGet("/signals", (int? limit) => signals.Last(limit ?? UsualLimit));
        sandbox.MapGet("/conversions", (int? limit) => conversions.Last(limit ?? UsualLimit));
        sandbox.MapGet("/requests", (string? platform, int? limit) => requests.Last(platform, limit ?? UsualLimit));
        sandbox.MapGet("/at-once", atOnce.Most);
        sandbox.MapGet("/hubspot/{type}",
            (string type, int? limit) => crm.Records(type, limit ?? UsualLimit) is { } found ? Results.Ok(found) : Results.NotFound());
        sandbox.MapPatch("/hubspot/{type}/{id}", (string type, string id, JsonObject values) => people.Change(type, id, values));
        sandbox.MapDelete("/hubspot/{type}/{id}",
            (string type, string id) => crm.Delete(type, id) ? Results.NoContent() : Results.NotFound());
        sandbox.MapGet("/traffic", () => traffic.Status);
        sandbox.MapPost("/traffic", StartTraffic);
        sandbox.MapDelete("/traffic", async () =>
        {
            await traffic.StopAsync();
            return traffic.Status;
        });
        sandbox.MapPost("/send", Send);
        sandbox.MapPost("/subscribe", subscription.TryAsync);
        sandbox.MapGet("/faults", faults.Show);
        sandbox.MapPut("/faults", faults.Set);
        sandbox.MapPost("/reset", reset.DoAsync);
    }

    IResult StartTraffic(TrafficRequest request)
    {
        if (request.Webhooks < 1 || request.RatePerSecond <= 0)
            return Results.BadRequest(new { Error = "webhooks and ratePerSecond must be above 0" });
        if (request.Channels.Count == 0 || request.Channels.Except(TrafficPlan.Channels).Any())
            return Results.BadRequest(new { Error = "channels are tiktok, whatsapp, messenger" });
        return traffic.TryStart(request)
            ? Results.Accepted("/_sandbox/traffic", traffic.Status)
            : Results.Conflict(new { Error = "traffic is running" });
    }

    IResult Send(HandMadeRequest request)
    {
        if (handMade.Make(request) is not { } webhook)
            return Results.BadRequest(new { Error = "this platform cannot do that, or nothing was asked for" });
        stage.Play(webhook);
        var fact = webhook.Facts.Count > 0 ? webhook.Facts[0] : null;
        return Results.Accepted(null,
            new
            {
                WebhookId = webhook.Id,
                fact?.MessageId,
                fact?.Conversation,
                CommentId = fact?.Type == "comment" ? fact.Original : null
            });
    }
}
