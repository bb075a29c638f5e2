using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Connections;

/// <summary>One authorised account on a connector.</summary>
public sealed class Connection : WorkspaceRow
{
    /// <summary>Why it is disconnected, where nobody here did it.</summary>
    public const string AccessRemoved = "authorization_removed";

    /// <summary>Why it is paused, where its credentials are good and another account's. Kept while it is switched off.</summary>
    public const string OtherAccount = "other_account";

    public required string ConnectorId { get; set; }

    /// <summary>The platform's id of the account; what webhooks are routed by.</summary>
    public required string AccountId { get; set; }

    public required string Name { get; set; }

    /// <summary>Gets the conversations that begin here; null leaves them to those who see all.</summary>
    public Guid? TeamId { get; set; }

    public ConnectionState State { get; set; }

    /// <summary>Why it is paused: a stable code.</summary>
    public string? StateCode { get; set; }

    public string? StateDetail { get; set; }

    /// <summary>What is wrong and what to do, where the connector said so when it was paused last. Beside the code, which tells whether they still hold.</summary>
    public string? StateEn { get; set; }

    public string? StateVi { get; set; }

    public LocalizedText? StateWords => StateEn is { } en ? new LocalizedText(en, StateVi ?? en) : null;

    /// <summary>Settings without secrets, as JSON.</summary>
    public required string Settings { get; set; }

    /// <summary>How its messages carry tracking ids: a <see cref="Signals.Tracking.TrackingRule"/> as JSON.</summary>
    public string? Tracking { get; set; }

    /// <summary>Messages are forgotten so many days after they came; null keeps them.</summary>
    public int? RetentionDays { get; set; }

    /// <summary>What came before this id is forgotten.</summary>
    public Guid? ForgottenTo { get; set; }

    /// <summary>Secret settings and credentials, encrypted.</summary>
    public required byte[] Vault { get; set; }

    public DateTimeOffset? TokenExpiresAt { get; set; }

    public DateTimeOffset? RefreshExpiresAt { get; set; }

    /// <summary>The end of its tokens that people were told of; see <see cref="TokenWatch"/>.</summary>
    public DateTimeOffset? LapseTold { get; set; }

    /// <summary>A digest of who granted it; connections with the same one hang on one grant at the vendor. Null for pasted tokens.</summary>
    public string? GrantedBy { get; set; }

    /// <summary>Where the next poll goes on.</summary>
    public string? PollCursor { get; set; }

    /// <summary>From then on its platform posted nothing here though things may have happened; null when a poll has asked for them. See <see cref="Ingest.BlindSpan"/>.</summary>
    public DateTimeOffset? BlindFrom { get; set; }

    /// <summary>Since then it posts again.</summary>
    public DateTimeOffset? BlindUntil { get; set; }

    /// <summary>Where the CRM's records lie that are linked here; see <see cref="Sync.CrmPlace"/>.</summary>
    public string? CrmPlace { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it last got other tokens than those that it began with.</summary>
    public DateTimeOffset? ReconnectedAt { get; set; }

    /// <summary>Contacts of it were erased: what the platform sends has to be looked at for them.</summary>
    public bool HasErased { get; set; }

    public DateTimeOffset? LastEventAt { get; set; }

    /// <summary>Since when it hears nothing, where that is out of the ordinary for it. See <see cref="ConnectionTraffic"/>.</summary>
    public DateTimeOffset? SilentSince { get; set; }

    /// <summary>Since when a person lets what goes out by it wait; see <see cref="Parking"/>. Beside the state, which tells whether it works.</summary>
    public DateTimeOffset? ParkedAt { get; set; }

    /// <summary>Why, in their words.</summary>
    public string? ParkReason { get; set; }

    /// <summary>Nothing goes out by it, and nothing new is owed to it.</summary>
    public bool IsOff => State is ConnectionState.Disabled or ConnectionState.Disconnected;

    /// <summary>Stops work until a person acts. What is owed stays owed.</summary>
    public void Pause(string code, string? detail, LocalizedText? words = null)
    {
        if (IsOff)
            return;
        State = ConnectionState.Paused;
        StateCode = code;
        StateDetail = detail;
        (StateEn, StateVi) = (words?.En, words?.Vi);
    }
}

public enum ConnectionState
{
    Active,

    /// <summary>Waits for a person: reconnect, or change a setting. What is owed stays owed.</summary>
    Paused,

    /// <summary>Switched off by a person. What is owed is cancelled.</summary>
    Disabled,

    /// <summary>Ended: its tokens are deleted, its history stays. The same account connected again goes on with it.</summary>
    Disconnected,
}

public static class ConnectionStates
{
    /// <summary>Those that are neither switched off nor disconnected.</summary>
    public static IQueryable<Connection> InUse(this IQueryable<Connection> rows) =>
        rows.Where(row => row.State != ConnectionState.Disabled && row.State != ConnectionState.Disconnected);
}

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    // One account serves one workspace: a webhook names the account only. One that is disconnected leaves it to others.
    public void Configure(EntityTypeBuilder<Connection> connection)
    {
        connection.HasIndex(row => new { row.ConnectorId, row.AccountId }).IsUnique().HasFilter("state <> 'Disconnected'");
        connection.Ignore(row => row.IsOff).Ignore(row => row.StateWords);
    }
}
