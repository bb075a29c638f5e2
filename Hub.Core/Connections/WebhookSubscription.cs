using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Connections;

/// <summary>Whether the platform posts a connection's webhooks here, as far as its subscription says. Its id is the connection's.</summary>
public sealed class WebhookSubscription : WorkspaceRow
{
    public SubscriptionState State { get; set; }

    /// <summary>Why it fails: a stable code.</summary>
    public string? Code { get; set; }

    /// <summary>What a person is to do about it, where the connector says so.</summary>
    public string? WayOnEn { get; set; }

    public string? WayOnVi { get; set; }

    public LocalizedText? WayOn => WayOnEn is { } en ? new LocalizedText(en, WayOnVi ?? en) : null;

    /// <summary>When people were told that it fails; null while it stands.</summary>
    public DateTimeOffset? FailingTold { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>When it last stood.</summary>
    public DateTimeOffset? EnsuredAt { get; set; }

    /// <summary>When it stood before that, where the last check found it standing; null where that check made it.</summary>
    public DateTimeOffset? StoodBefore { get; set; }

    /// <summary>When a check last found it gone and made it anew.</summary>
    public DateTimeOffset? RepairedAt { get; set; }

    /// <summary>When a check of this connection last made what all accounts of the app live on; see <see cref="EnsuredSubscription.MadeForAll"/>.</summary>
    public DateTimeOffset? MadeForAllAt { get; set; }

    /// <summary>When that check began to ask: whoever has found it standing since then may have seen what it made.</summary>
    public DateTimeOffset? RepairBeganAt { get; set; }

    /// <summary>Kinds of events that came when it last stood, as the platform names them, with a space between; null where it does not tell kinds apart.</summary>
    public string? Coming { get; set; }

    /// <summary>Kinds that would be understood and did not come.</summary>
    public string? Missing { get; set; }

    /// <summary>The account was disconnected, and nobody looks after it.</summary>
    public bool IsOver => State is SubscriptionState.Removed or SubscriptionState.Shared or SubscriptionState.Ending or SubscriptionState.Stays;

    public static IReadOnlyList<string> Kinds(string? kinds) => kinds?.Split(' ') ?? [];

    public static string? Kinds(IReadOnlyList<string> kinds) => kinds.Count > 0 ? string.Join(' ', kinds) : null;
}

public enum SubscriptionState
{
    /// <summary>Not asked for yet.</summary>
    Waiting,
    Stands,
    Failing,

    /// <summary>The hub does not know its own address, see <c>Hub:PublicUrl</c>.</summary>
    NoAddress,

    /// <summary>The account was disconnected, and the platform has taken the subscription away.</summary>
    Removed,

    /// <summary>The account was disconnected; the subscription was left, since it serves other accounts of the app too. See <see cref="Disconnects.VendorStep.Shared"/>.</summary>
    Shared,

    /// <summary>The account was disconnected; the platform is being asked to take the subscription away.</summary>
    Ending,

    /// <summary>The account was disconnected; the hub could not take the subscription away. The code and the way on are the receipt's.</summary>
    Stays,
}

/// <summary>Where platforms post webhooks; null while the operator has not said how the hub is reached from outside.</summary>
public sealed record WebhookAddress(Uri? Root)
{
    public Uri? Of(string connectorId) => Root is null ? null : new Uri(Root, $"webhooks/{connectorId}");
}

internal sealed class WebhookSubscriptionConfiguration : IEntityTypeConfiguration<WebhookSubscription>
{
    public void Configure(EntityTypeBuilder<WebhookSubscription> subscription) =>
        subscription.Ignore(row => row.WayOn).Ignore(row => row.IsOver);
}
