using Hub.Core.Storage;

namespace Hub.Core.Connections;

/// <summary>Whether the platform posts a connection's webhooks here, as far as its subscription says. Its id is the connection's.</summary>
public sealed class WebhookSubscription : WorkspaceRow
{
    public SubscriptionState State { get; set; }

    /// <summary>Why it fails: a stable code.</summary>
    public string? Code { get; set; }

    /// <summary>When people were told that it fails; null while it stands.</summary>
    public DateTimeOffset? FailingTold { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>When it last stood.</summary>
    public DateTimeOffset? EnsuredAt { get; set; }

    /// <summary>When it stood before that, where the last check found it standing; null where that check made it.</summary>
    public DateTimeOffset? StoodBefore { get; set; }

    /// <summary>When a check last found it gone and made it anew.</summary>
    public DateTimeOffset? RepairedAt { get; set; }

    /// <summary>When that check asked: whoever has found it standing since then may have seen what it made.</summary>
    public DateTimeOffset? RepairBeganAt { get; set; }
}

public enum SubscriptionState
{
    /// <summary>Not asked for yet.</summary>
    Waiting,
    Stands,
    Failing,

    /// <summary>The hub does not know its own address, see <c>Hub:PublicUrl</c>.</summary>
    NoAddress,
    Removed,
}

/// <summary>Where platforms post webhooks; null while the operator has not said how the hub is reached from outside.</summary>
public sealed record WebhookAddress(Uri? Root)
{
    public Uri? Of(string connectorId) => Root is null ? null : new Uri(Root, $"webhooks/{connectorId}");
}
