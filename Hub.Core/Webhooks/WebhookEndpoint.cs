using Hub.Core.Connections;
using Hub.Core.Storage;

namespace Hub.Core.Webhooks;

/// <summary>
/// Where a workspace wants to hear what happens in the hub. Its id is that of a <see cref="Connection"/> of <see cref="WebhookConnector"/>,
/// which holds its state and its secrets: so its deliveries are a lane like any other.
/// </summary>
public sealed class WebhookEndpoint : WorkspaceRow
{
    public required string Url { get; set; }

    public string? Description { get; set; }

    /// <summary>Names of <see cref="HubEventTypes"/> with a space between.</summary>
    public required string Events { get; set; }

    /// <summary>Until when the secret before the present one signs too; null when there is none.</summary>
    public DateTimeOffset? OldSecretUntil { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    /// <summary>The first failure after the last success.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Why the last of them failed; see <see cref="WebhookTexts"/>.</summary>
    public string? FailingCode { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public bool Hears(string type) => Events.Split(' ').Contains(type);

    /// <summary>Success clears what failed before.</summary>
    /// <param name="failure">Its code; null for success.</param>
    /// <returns>Whether nothing has worked for so long that trying on is of no use.</returns>
    internal bool Learn(string? failure, DateTimeOffset now)
    {
        if (failure is null)
            (LastSuccessAt, FailingSince, FailingCode) = (now, null, null);
        else
            (FailingSince, FailingCode) = (FailingSince ?? now, failure);
        return now - FailingSince >= PauseAfter;
    }

    /// <summary>Longer than the schedule of one delivery's retries, so that it is no single event's fault.</summary>
    internal static TimeSpan PauseAfter { get; } = TimeSpan.FromDays(5);
}
