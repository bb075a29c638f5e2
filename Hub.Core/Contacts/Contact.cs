using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Contacts;

/// <summary>A person.</summary>
public sealed class Contact : WorkspaceRow
{
    public string? DisplayName { get; set; }

    /// <summary>Platform time of the event that gave the name: a later one wins, whatever arrives first.</summary>
    public DateTimeOffset? NamedAt { get; set; }

    /// <summary>With country code and leading plus.</summary>
    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>Connector of the first contact.</summary>
    public required string Channel { get; set; }

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
}

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact) =>
        contact.HasIndex(row => new { row.WorkspaceId, row.LastSeenAt, row.Id }).IsDescending(false, true, true);
}

internal sealed class ContactIdentityConfiguration : IEntityTypeConfiguration<ContactIdentity>
{
    public void Configure(EntityTypeBuilder<ContactIdentity> identity)
    {
        identity.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.Scheme, row.Value });
        identity.HasIndex(row => new { row.WorkspaceId, row.ContactId });
    }
}
