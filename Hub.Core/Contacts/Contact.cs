using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Contacts;

/// <summary>A person.</summary>
public sealed class Contact : WorkspaceRow
{
    /// <summary>For <see cref="NamedAt"/> and <see cref="PhoneAt"/> of what a person wrote: no platform's event is later.</summary>
    public static readonly DateTimeOffset ByHand = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary><see cref="Channel"/> of one that was erased, and whose orders or bookings stay.</summary>
    public const string Erased = "erased";

    public string? DisplayName { get; set; }

    /// <summary>Platform time of the event that gave the name: a later one wins, whatever arrives first.</summary>
    public DateTimeOffset? NamedAt { get; set; }

    /// <summary>With country code and leading plus.</summary>
    public string? Phone { get; set; }

    /// <summary>Platform time of the event that gave the phone, as of the name; the epoch of one that was only written to; null also of one from before this was kept, which then stays.</summary>
    public DateTimeOffset? PhoneAt { get; set; }

    /// <summary>In lower case.</summary>
    public string? Email { get; set; }

    public string? Notes { get; set; }

    /// <summary>Custom attributes by key, as a JSON object; null without any. See <see cref="AttributeBag"/>.</summary>
    public string? Attributes { get; set; }

    /// <summary>Connector of the first contact, or <see cref="ContactDesk.Channel"/>.</summary>
    public required string Channel { get; set; }

    /// <summary>The member who wrote it down, who sees it though no conversation is theirs.</summary>
    public Guid? MadeBy { get; set; }

    public DateTimeOffset FirstSeenAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>How one channel names a contact.</summary>
public sealed class ContactIdentity
{
    public Guid WorkspaceId { get; set; }

    public Guid ConnectionId { get; set; }

    public required string Scheme { get; set; }

    public required string Value { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>
    /// The contact that it belongs to when merges by hand are taken away; null for the same. What comes in through an identity stays with
    /// its origin, so that an unmerge can part what was never one.
    /// </summary>
    public Guid? OriginId { get; set; }

    public Guid Origin => OriginId ?? ContactId;
}

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.HasIndex(row => new { row.WorkspaceId, row.LastSeenAt, row.Id }).IsDescending(false, true, true);
        contact.HasIndex(row => new { row.WorkspaceId, row.Phone });
        contact.HasIndex(row => new { row.WorkspaceId, row.Email });
        contact.HasIndex(row => new { row.WorkspaceId, row.MadeBy }).HasFilter("made_by is not null");
    }
}

internal sealed class ContactIdentityConfiguration : IEntityTypeConfiguration<ContactIdentity>
{
    public void Configure(EntityTypeBuilder<ContactIdentity> identity)
    {
        identity.Ignore(row => row.Origin);
        identity.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.Scheme, row.Value });
        identity.HasIndex(row => new { row.WorkspaceId, row.ContactId });
    }
}
