using System.Text;
using Hub.Api.Auth;
using Hub.Core.Feed;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Feed;

/// <summary>
/// Server-sent events of what the caller sees. <c>Last-Event-ID</c> goes on where a broken connection stopped; the event <c>resync</c> says
/// that something may have been missed. Ends with one when the caller loses the session, the key or any right.
/// </summary>
internal static class StreamEvents
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly byte[] Alive = ": \n\n"u8.ToArray();

    // Whose rights have changed sees other things than before: a browser that comes back must not go on from where it was.
    private static readonly FeedItem Ended = new(FeedEvent.ResyncAll, default);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/events", Handle).Needs(Permissions.ConversationsRead)
        .WithName("StreamEvents").Produces<FeedData>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task<EmptyHttpResult> Handle(
        EventFeed feed, CallerWatch watch, IHostApplicationLifetime host, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        using var followed = watch.Follow(context.Caller());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation, followed.Ended, host.ApplicationStopping);
        var last = FeedCursor.Read(context.Request.Headers["Last-Event-ID"].ToString());
        var wants = context.Request.Headers.ContainsKey("Last-Event-ID") ? last ?? default(FeedCursor) : last;
        try
        {
            var listening = await feed.Listen(context.Caller(), wants, over.Token);
            using (listening.Subscription)
            {
                await Begin(context, listening, over.Token);
                await Tell(context.Response, listening.Subscription, clock, over.Token);
            }
        }
        catch (OperationCanceledException) when (followed.Ended.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(Ended.Bytes, cancellation);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            return TypedResults.Empty; // the listener is gone, or the hub stops
        }

        return TypedResults.Empty;
    }

    private static async Task Begin(HttpContext context, Listening listening, CancellationToken over)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes("retry: 2000\n\n"), over);
        foreach (var item in listening.First)
            await response.Body.WriteAsync(item.Bytes, over);
        if (listening.First.Count == 0) // an id to go on from, also when nothing happens for long
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"id: {listening.From}\nevent: ready\ndata: {{}}\n\n"), over);
        await response.Body.FlushAsync(over);
    }

    private static async Task Tell(HttpResponse response, FeedSubscription subscription, TimeProvider clock, CancellationToken over)
    {
        var more = subscription.Items.WaitToReadAsync(over).AsTask();
        while (true)
        {
            try
            {
                await more.WaitAsync(Heartbeat, clock, over);
                while (subscription.Items.TryRead(out var item))
                    await response.Body.WriteAsync(item.Bytes, over);
                more = subscription.Items.WaitToReadAsync(over).AsTask();
            }
            catch (TimeoutException)
            {
                await response.Body.WriteAsync(Alive, over);
            }

            await response.Body.FlushAsync(over);
        }
    }
}
