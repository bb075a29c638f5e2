using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Ingest;

/// <summary>What happens in a webhook's request, and nothing else: verify on the raw bytes, store, answer.</summary>
public sealed class WebhookIntake(
    ConnectorRegistry connectors,
    ConnectionDirectory directory,
    AccountSecrets secrets,
    WebhookWriter writer,
    IngestQueue queue,
    IngestMetrics metrics,
    HubStore store,
    ILogger<WebhookIntake> logger)
{
    public async Task<IntakeAnswer> Receive(string connectorId, WebhookRequest request)
    {
        if (connectors.As<IReceive>(connectorId) is not { } connector)
            return Count(connectorId, IntakeAnswer.NoSuchConnector);
        var verdict = Checked(connectorId, () => connector.Verify(request));
        string? signer = null;
        if (verdict is WebhookVerdict.Forged && connector is IReceiveByAccount byAccount)
        {
            signer = Signer(connectorId, byAccount, request);
            if (signer is not null)
            {
                (verdict, var answer) = await ByAccount(connectorId, byAccount, request, signer);
                if (answer is not null)
                    return Count(connectorId, answer);
            }
        }

        return Count(connectorId, verdict switch
        {
            WebhookVerdict.Genuine => await Store(connectorId, connector, request, signer),
            WebhookVerdict.Handshake handshake => IntakeAnswer.Echo(handshake.Body),
            WebhookVerdict.Stale => IntakeAnswer.Stale,
            _ => IntakeAnswer.Forged,
        });
    }

    // A check that fails in whatever way has not shown that the platform sent this.
    private WebhookVerdict Checked(string connectorId, Func<WebhookVerdict> verify)
    {
        try
        {
            return verify();
        }
        catch (Exception error)
        {
            Log.ConnectorFailed(logger, connectorId, error.GetType().Name);
            return WebhookVerdict.Forged.Instance;
        }
    }

    private string? Signer(string connectorId, IReceiveByAccount connector, WebhookRequest request)
    {
        try
        {
            return connector.Signer(request) is { Length: > 0 } account ? account : null;
        }
        catch (Exception error)
        {
            Log.ConnectorFailed(logger, connectorId, error.GetType().Name);
            return null;
        }
    }

    /// <returns>
    /// An answer instead of a verdict: for an account that was disconnected, of which nothing is kept whoever sent it; and where its secret could not be
    /// looked up, which says nothing of the request, so that the platform must send it again.
    /// </returns>
    private async Task<(WebhookVerdict Verdict, IntakeAnswer? Answer)> ByAccount(
        string connectorId, IReceiveByAccount connector, WebhookRequest request, string account)
    {
        try
        {
            var route = await directory.Find(connectorId, account);
            if (route == Connections.Route.Ended)
                return (WebhookVerdict.Forged.Instance, IntakeAnswer.Ended);
            return route is not null && await secrets.Of(route) is { } settings
                ? (Checked(connectorId, () => connector.Verify(request, settings)), null)
                : (WebhookVerdict.Forged.Instance, null);
        }
        catch (Exception error)
        {
            Log.NoSecret(logger, connectorId, error.GetType().Name);
            return (WebhookVerdict.Forged.Instance, IntakeAnswer.Busy);
        }
    }

    private IReadOnlyList<RoutedPayload>? Route(string connectorId, IReceive connector, WebhookRequest request)
    {
        try
        {
            return connector.Route(request);
        }
        catch (Exception error)
        {
            Log.ConnectorFailed(logger, connectorId, error.GetType().Name);
            return null;
        }
    }

    /// <param name="signer">The account whose own secret signed it; null when the app's did, which speaks for all.</param>
    private async Task<IntakeAnswer> Store(string connectorId, IReceive connector, WebhookRequest request, string? signer)
    {
        if (Route(connectorId, connector, request) is not { } payloads)
            return IntakeAnswer.Malformed;
        if (signer is not null && payloads.Any(payload => payload.AccountId != signer))
            return IntakeAnswer.Forged;
        try
        {
            return await Store(connectorId, payloads);
        }
        catch (Exception error) // not stored, or its account not looked up: the platform must hear it, so that it sends again
        {
            Log.NotStored(logger, error.GetType().Name);
            return IntakeAnswer.Busy;
        }
    }

    private async Task<IntakeAnswer> Store(string connectorId, IReadOnlyList<RoutedPayload> payloads)
    {
        var webhooks = new List<WebhookEvent>(payloads.Count);
        var writes = new List<Task>(payloads.Count);
        foreach (var payload in payloads)
        {
            if (await Address(connectorId, payload) is not { } webhook)
                continue;
            if (writer.TryAppend(webhook) is not { } write)
                return IntakeAnswer.Busy;
            webhooks.Add(webhook);
            writes.Add(write);
        }

        await Task.WhenAll(writes); // where one fails the others are found by the sweep
        foreach (var webhook in webhooks)
            if (webhook.State == WebhookEventState.Pending)
                queue.Announce(webhook.WorkspaceId, webhook.ConnectionId);
        return webhooks.Count > 0 ? IntakeAnswer.Stored : IntakeAnswer.Ended;
    }

    /// <returns>Null for an account that was disconnected: of that nothing is to be kept.</returns>
    private async Task<WebhookEvent?> Address(string connectorId, RoutedPayload payload)
    {
        var route = await directory.Find(connectorId, payload.AccountId);
        if (route == Connections.Route.Ended)
            return null;
        if (route is { IsOff: true })
            route = null;
        return new WebhookEvent
        {
            WorkspaceId = route?.WorkspaceId ?? Guid.Empty,
            ConnectionId = route?.ConnectionId ?? Guid.Empty,
            Id = store.Ids.Next(),
            ConnectorId = connectorId,
            AccountId = payload.AccountId,
            EventKey = EventKey(connectorId, payload),
            Body = payload.Payload.ToArray(),
            ReceivedAt = store.Now,
            Trace = HubTrace.Current,
            State = route is null ? WebhookEventState.Unrouted : WebhookEventState.Pending,
        };
    }

    private IntakeAnswer Count(string connectorId, IntakeAnswer answer)
    {
        metrics.Received(connectorId, answer.Name);
        return answer;
    }

    private static byte[] EventKey(string connectorId, RoutedPayload payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{connectorId}\n{payload.AccountId}\n"));
        hash.AppendData(payload.Payload.Span);
        return hash.GetHashAndReset();
    }
}

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "A webhook could not be stored: {Error}")]
    public static partial void NotStored(ILogger logger, string error);

    [LoggerMessage(1004, LogLevel.Error, "The secret of an account of {Connector} could not be looked up: {Error}")]
    public static partial void NoSecret(ILogger logger, string connector, string error);

    [LoggerMessage(1003, LogLevel.Error, "Connector {Connector} failed on a webhook: {Error}")]
    public static partial void ConnectorFailed(ILogger logger, string connector, string error);
}
