using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Webhooks;

/// <summary>A test event, a new secret, and events once more.</summary>
internal static class TryWebhookEndpoint
{
    private const string One = ManageWebhookEndpoints.Path + "/{id:guid}";
    private const int MostHours = 24 * 30;
    private static readonly LocalizedText WrongOverlap = new($"Enter hours from 0 to {MostHours}.", $"Nhập số giờ từ 0 đến {MostHours}.");
    private static readonly LocalizedText OneOfBoth = new("Enter a delivery or a time, one of both.", "Nhập một lần gửi hoặc một thời điểm.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(One + "/tests", Test).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("TestWebhookEndpoint");
        api.MapPost(One + "/secrets", Rotate).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("RotateWebhookSecret");
        api.MapPost(One + "/redeliveries", Redeliver).Needs(Permissions.WebhooksManage).NeedsSightOfAll().WithName("RedeliverWebhooks");
    }

    /// <param name="OverlapHours">How long the old secret signs too; 24 when left out, 0 ends it now.</param>
    public sealed record RotateRequest(double? OverlapHours);

    /// <param name="Secret">Shown only now.</param>
    public sealed record Rotated(string Secret, DateTimeOffset? OldSecretUntil);

    /// <param name="DeliveryId">This one, whether it had arrived or not, or waits for its next try.</param>
    /// <param name="FailedSince">All that were given up since then.</param>
    /// <param name="PerMinute">Of those: how many get their turn in a minute, 600 unless said otherwise.</param>
    public sealed record RedeliverRequest(Guid? DeliveryId, DateTimeOffset? FailedSince, int? PerMinute);

    /// <param name="EndsAt">When the last of many gets its turn; null where there is none, and for a single one, which goes now.</param>
    public sealed record Redelivered(int Count, DateTimeOffset? EndsAt);

    private static async Task<Results<Accepted, ApiProblem>> Test(Guid id, WebhookDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var answer = await desk.Test(context.Caller(), id, cancellation);
        return answer is WebhookAnswer.Done
            ? TypedResults.Accepted($"/api/v1{ManageWebhookEndpoints.Path}/{id}/deliveries")
            : ManageWebhookEndpoints.Refused(answer);
    }

    private static async Task<Results<Ok<Rotated>, ApiProblem>> Rotate(
        Guid id, RotateRequest request, WebhookDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (request.OverlapHours is < 0 or > MostHours)
            return ApiProblem.Invalid("overlapHours", WrongOverlap);
        var overlap = request.OverlapHours is { } hours ? TimeSpan.FromHours(hours) : WebhookDesk.UsualOverlap;
        var answer = await desk.Rotate(context.Caller(), id, overlap, cancellation);
        if (answer is not WebhookAnswer.Done { Secret: { } secret } done)
            return ManageWebhookEndpoints.Refused(answer);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Rotated(secret, done.Endpoint.OldSecretUntil));
    }

    private static async Task<Results<Ok<Redelivered>, ApiProblem>> Redeliver(
        Guid id, RedeliverRequest request, WebhookRedelivery again, HttpContext context, CancellationToken cancellation)
    {
        if (request.DeliveryId is null == request.FailedSince is null)
            return ApiProblem.Invalid("deliveryId", OneOfBoth);
        if (request.PerMinute is < 1 or > ReplayPace.Most)
            return ApiProblem.Invalid("perMinute", FieldTexts.Between(1, ReplayPace.Most));
        var done = request.DeliveryId is { } delivery
            ? await again.One(context.Caller(), id, delivery, cancellation) is { } count ? new BulkReplay(count, null) : null
            : await again.Failed(context.Caller(), id, request.FailedSince!.Value, request.PerMinute ?? ReplayPace.Usual, cancellation);
        return done is null ? ApiProblem.NotFound : TypedResults.Ok(new Redelivered(done.Count, done.EndsAt));
    }
}
