using System.Globalization;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Connections.Disconnects;

/// <summary>One end of a connection, with what its receipt says: what was revoked, cancelled, removed and kept.</summary>
public sealed class Disconnect : WorkspaceRow
{
    public Guid ConnectionId { get; set; }

    public required string ConnectorId { get; set; }

    public required string AccountId { get; set; }

    /// <summary>The connection's name at that time.</summary>
    public required string Name { get; set; }

    public DisconnectCause Cause { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public VendorStep Revoke { get; set; }

    public string? RevokeCode { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>What a person is to do at the platform, in the connector's words, where the hub cannot take it back.</summary>
    public string? RevokeEn { get; set; }

    public string? RevokeVi { get; set; }

    /// <summary>The webhook subscription.</summary>
    public VendorStep Unsubscribe { get; set; }

    public string? UnsubscribeCode { get; set; }

    public DateTimeOffset? UnsubscribedAt { get; set; }

    /// <summary>The same of the subscription.</summary>
    public string? UnsubscribeEn { get; set; }

    public string? UnsubscribeVi { get; set; }

    /// <summary>The tokens, encrypted, for the steps that are pending and for nothing else.</summary>
    public byte[]? Kept { get; set; }

    /// <summary>By then they are deleted, whatever the platform has answered.</summary>
    public DateTimeOffset? KeptUntil { get; set; }

    public DateTimeOffset? TokensDeletedAt { get; set; }

    /// <summary>Since when no step is pending.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>What was owed and will not be done: <c>SyncContact=900 SendMessage=1</c>.</summary>
    public required string Cancelled { get; set; }

    /// <summary>Sends whose answer nobody had seen yet: they may have arrived before.</summary>
    public int InDoubt { get; set; }

    /// <summary>Conversations that stay, with their messages, orders and ledger.</summary>
    public int Conversations { get; set; }

    public bool IsPending => Revoke == VendorStep.Pending || Unsubscribe == VendorStep.Pending;

    public LocalizedText? RevokeWords => RevokeEn is { } en ? new LocalizedText(en, RevokeVi ?? en) : null;

    public LocalizedText? UnsubscribeWords => UnsubscribeEn is { } en ? new LocalizedText(en, UnsubscribeVi ?? en) : null;

    public IReadOnlyDictionary<DeliveryKind, int> CancelledByKind
    {
        get => Cancelled.Split(' ').Select(Read).OfType<KeyValuePair<DeliveryKind, int>>().ToDictionary();
        set => Cancelled = string.Join(' ', value.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key}={kind.Value}")));
    }

    /// <summary>Ends what is pending, and with it the reason to keep any token.</summary>
    internal void GiveUp(VendorStep step, string code, DateTimeOffset now)
    {
        if (Revoke == VendorStep.Pending)
            (Revoke, RevokeCode) = (step, code);
        if (Unsubscribe == VendorStep.Pending)
            (Unsubscribe, UnsubscribeCode) = (step, code);
        Settle(now);
    }

    internal void Settle(DateTimeOffset now)
    {
        if (IsPending)
            return;
        Kept = null;
        (TokensDeletedAt, SettledAt) = (TokensDeletedAt ?? now, SettledAt ?? now);
    }

    // A kind of another version, while both run side by side, is passed over.
    private static KeyValuePair<DeliveryKind, int>? Read(string text) =>
        text.Split('=') is [var name, var digits] && Enum.TryParse<DeliveryKind>(name, out var kind)
            && int.TryParse(digits, CultureInfo.InvariantCulture, out var count) ? new(kind, count) : null;
}

public enum DisconnectCause
{
    /// <summary>Somebody here wanted it.</summary>
    Person,

    /// <summary>The account's owner took the permission away on the platform.</summary>
    AccessRemoved,
}

/// <summary>What became of a thing that has to be done at the platform.</summary>
public enum VendorStep
{
    /// <summary>Is being tried, again and again for a while.</summary>
    Pending,
    Done,

    /// <summary>There was nothing left: the platform had ended it.</summary>
    AlreadyGone,

    /// <summary>The connector has no way to do it.</summary>
    NotOffered,

    /// <summary>There was no token, so nothing was ever granted.</summary>
    NothingHeld,

    /// <summary>Given up. A person has to do it on the platform.</summary>
    Failed,

    /// <summary>The account was connected again before.</summary>
    Superseded,

    /// <summary>Left on purpose: other accounts live on the same grant, which ends with the last one, or on the same subscription.</summary>
    Shared,
}

internal sealed class DisconnectConfiguration : IEntityTypeConfiguration<Disconnect>
{
    public void Configure(EntityTypeBuilder<Disconnect> disconnect)
    {
        disconnect.Ignore(row => row.CancelledByKind);
        disconnect.Ignore(row => row.RevokeWords).Ignore(row => row.UnsubscribeWords);
        disconnect.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Id });
        disconnect.HasIndex(row => row.KeptUntil).HasFilter("kept is not null");
    }
}
