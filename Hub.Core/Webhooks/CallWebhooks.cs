using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Outbound;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Webhooks;

/// <summary>
/// Posts events to an endpoint by Standard Webhooks 1.0. Any answer but 2xx is a failure, redirects too; 410 and an address that is not
/// public pause the endpoint at once, days without any success do it in the end.
/// </summary>
public sealed class CallWebhooks(HubStore store, TimeProvider clock) : LaneWork
{
    public const string GoneCode = "webhook/gone";
    public const string TargetCode = "webhook/target_not_allowed";
    public const string FailingCode = "webhook_failing";
    public const string GoneState = "webhook_gone";
    public const string TargetState = "webhook_target";

    private const int Batch = 32;
    private const int Concurrency = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>An endpoint that asks for less is asked again so late all the same.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(30);

    /// <summary>No call of a batch begins later: workers are everybody's.</summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(10);
    private static readonly ProductInfoHeaderValue Agent = new("Hub-Webhooks", "1.0");

    public override DeliveryKind Kind => DeliveryKind.CallWebhook;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => Batch;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var ids = batch.Select(delivery => delivery.SubjectId).ToList();
        var (endpoint, events) = await store.Read(run.Lane.WorkspaceId, async db => (
            await db.WebhookEndpoints.SingleAsync(row => row.WorkspaceId == run.Lane.WorkspaceId && row.Id == run.Connection.Id, cancellation),
            await db.HubEvents.Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation)));
        var (began, results, isOver) = (clock.GetTimestamp(), new ConcurrentQueue<DeliveryResult>(), false);
        try
        {
            await Parallel.ForEachAsync(
                batch.GroupBy(delivery => events.GetValueOrDefault(delivery.SubjectId)?.SubjectId),
                new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation },
                async (subject, stop) =>
                {
                    foreach (var delivery in subject)
                    {
                        // What has not begun stays owed.
                        if (Volatile.Read(ref isOver) || clock.GetElapsedTime(began) > LongestBatch)
                            return;
                        var result = events.TryGetValue(delivery.SubjectId, out var item)
                            ? await Call(run, endpoint, delivery, item, stop)
                            : new DeliveryResult(delivery, new Outcome.Rejected(new Reason("webhook/forgotten")));
                        results.Enqueue(result);
                        if (result is { Outcome: Outcome.Throttled or Outcome.Misconfigured } or { Outcome: Outcome.Transient, Try.Status: null })
                            Volatile.Write(ref isOver, true);
                    }
                });
        }
        catch (OperationCanceledException) when (!results.IsEmpty)
        {
            // The hub stops: what has been answered is not to be sent again.
        }

        return [.. results];
    }

    public override async Task Record(HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var (workspace, id) = (run.Lane.WorkspaceId, run.Connection.Id);
        if (results.Count == 0
            || await db.WebhookEndpoints.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation) is not { } endpoint)
            return;
        var connection = await db.Connections.SingleAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
        var isLost = results.Any(result => result.Outcome is Outcome.Accepted)
            ? endpoint.Learn(null, store.Now)
            : endpoint.Learn(results[^1].Outcome.Because?.Code ?? WebhookTexts.NoAnswerCode, store.Now);
        if (connection.State == ConnectionState.Paused)
            connection.StateCode = results.Select(result => result.Outcome.Because?.Code).Contains(GoneCode) ? GoneState : TargetState;
        else if (isLost)
            connection.Pause(FailingCode, null);
    }

    private async Task<DeliveryResult> Call(
        LaneRun run, WebhookEndpoint endpoint, Delivery delivery, HubEvent item, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        int? status = null;
        Outcome outcome;
        try
        {
            using var request = Request(run, endpoint, item);
            using var answer = await run.Context.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            status = (int)answer.StatusCode;
            outcome = answer.IsSuccessStatusCode ? new Outcome.Accepted() : await Refused(answer, cancellation);
        }
        catch (OutboundException refused) when (refused.Failure is OutboundFailure.AddressNotPublic or OutboundFailure.HostNotAllowed)
        {
            outcome = new Outcome.Misconfigured(new Reason(TargetCode, refused.Message));
        }
        catch (OutboundException late)
        {
            outcome = new Outcome.Transient(new Reason(WebhookTexts.TimeoutCode, late.Failure.ToString()));
        }
        catch (HttpRequestException failed)
        {
            outcome = new Outcome.Transient(new Reason(CodeOf(failed), failed.HttpRequestError.ToString()));
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            outcome = new Outcome.Transient(new Reason("webhook/unreadable", unreadable.GetType().Name));
        }

        return new DeliveryResult(delivery, outcome) { Try = new TryFacts(status, (int)clock.GetElapsedTime(started).TotalMilliseconds) };
    }

    private HttpRequestMessage Request(LaneRun run, WebhookEndpoint endpoint, HubEvent item)
    {
        var now = store.Now;
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(item.Payload)) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add("webhook-id", item.MessageId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(
            item.MessageId, now, item.Payload, WebhookSecrets.Of(run.Context.Settings).Live(endpoint.OldSecretUntil, now)));
        return request;
    }

    private async Task<Outcome> Refused(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var excerpt = await WebhookExcerpt.Read(answer.Content, cancellation);
        if (answer.StatusCode == HttpStatusCode.Gone)
            return new Outcome.Misconfigured(new Reason(GoneCode, excerpt));
        var reason = new Reason($"{WebhookTexts.StatusPrefix}{(int)answer.StatusCode}", excerpt);
        return answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && Wait(answer) is { } wait
            ? new Outcome.Throttled(wait, ThrottleScope.Connection, reason)
            : new Outcome.Transient(reason);
    }

    private static string CodeOf(HttpRequestException failed) => failed switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => WebhookTexts.NameCode,
        { HttpRequestError: HttpRequestError.NameResolutionError } => WebhookTexts.NameCode,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => WebhookTexts.TlsCode,
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => WebhookTexts.RefusedCode,
        _ => WebhookTexts.NoAnswerCode,
    };

    // Without one its schedule says when: waiting for a time that nobody has told would go on for ever.
    private TimeSpan? Wait(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - clock.GetUtcNow();
        return wait > LongestWait ? LongestWait : wait > ShortestWait ? wait : wait > TimeSpan.Zero ? ShortestWait : null;
    }
}
