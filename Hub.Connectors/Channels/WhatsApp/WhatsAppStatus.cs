using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>One element of <c>statuses[]</c>. There is no order between them, and "delivered" may be missing before "read".</summary>
internal static class WhatsAppStatus
{
    public static ChannelEvent Read(JsonElement value, JsonElement status, DateTimeOffset fallback)
    {
        var at = status.Time("timestamp") ?? fallback;
        var name = status.Text("status");
        if (status.Text("id") is not { Length: > 0 } id || StatusOf(name) is not { } fate)
            return PlatformEvents.Unknown($"status/{name}", status, at);
        return new StatusEvent
        {
            EventKey = $"status:{id}:{name}",
            OccurredAt = at,
            Contact = status.Text("group_id") is null ? WhatsAppPeople.Of(value, status.Text("recipient_id"), null) : null,
            MessageKey = id,
            Status = fate,
            CorrelationId = status.Text("biz_opaque_callback_data"),
            Failure = fate == MessageStatus.Failed ? FailureOf(status) : null,
        };
    }

    private static MessageStatus? StatusOf(string? name) => name switch
    {
        "sent" => MessageStatus.Sent,
        "delivered" => MessageStatus.Delivered,
        "read" => MessageStatus.Read,
        "played" => MessageStatus.Played,
        "failed" => MessageStatus.Failed,
        _ => null,
    };

    private static Outcome FailureOf(JsonElement status)
    {
        if (status.Items("errors").Select(GraphError.Of).FirstOrDefault(error => error is not null) is not { } error)
            return new Outcome.Rejected(new Reason($"{WhatsAppErrors.Connector}/failed"));
        var reason = error.Because(WhatsAppErrors.Connector, [status.Text("recipient_id")]);
        return WhatsAppErrors.Table(error, reason, null) ?? new Outcome.Rejected(reason);
    }
}
