using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Teams;

/// <summary>The tenant. Everything belongs to one; nothing crosses.</summary>
public sealed class Workspace
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>A known word, encrypted: whoever cannot read it has another key ring.</summary>
    public string? Canary { get; set; }

    /// <summary>Encrypted key of the hashes of what was erased; null while nothing was.</summary>
    public string? ErasureKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a node that takes webhooks was last alive; null before the first minute.</summary>
    public DateTimeOffset? AliveAt { get; set; }

    /// <summary>ISO 3166, for phone numbers without a country code; null for Vietnam.</summary>
    public string? DefaultCountry { get; set; }

    /// <summary><c>vi</c> or <c>en</c>; null for Vietnamese.</summary>
    public string? Language { get; set; }

    /// <summary>IANA name; null for Vietnam's.</summary>
    public string? TimeZone { get; set; }
}

/// <summary>A machine's key to the API. Only its hash is kept.</summary>
public sealed class ApiKey : WorkspaceRow
{
    public required string Name { get; set; }

    /// <summary>SHA-256 of the whole key, hex. The key has 256 random bits, so a slow hash would add nothing.</summary>
    public required string Hash { get; set; }

    /// <summary>Its first characters, to tell keys apart.</summary>
    public required string Prefix { get; set; }

    /// <summary>Scopes with a space between, such as <c>conversations.read messages.send</c>.</summary>
    public required string Scopes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>Who changed what. Holds ids, and of texts only the reason that a person has given for others to read.</summary>
public sealed class AuditEntry : WorkspaceRow
{
    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public required string Subject { get; set; }

    /// <summary>In the person's own words, where the deed asks for it.</summary>
    public string? Reason { get; set; }
}

/// <summary>An answer kept under the caller's Idempotency-Key.</summary>
public sealed class IdempotentCall
{
    public Guid WorkspaceId { get; set; }

    public required string Key { get; set; }

    /// <summary>SHA-256 of method, path and body: the same key with another request is refused.</summary>
    public required string Fingerprint { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Null while the first call is still running.</summary>
    public int? Status { get; set; }

    public byte[]? Body { get; set; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key) => key.HasIndex(row => row.Hash).IsUnique();
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry) => entry.HasIndex(row => new { row.WorkspaceId, row.At });
}

internal sealed class IdempotentCallConfiguration : IEntityTypeConfiguration<IdempotentCall>
{
    public void Configure(EntityTypeBuilder<IdempotentCall> call)
    {
        call.HasKey(row => new { row.WorkspaceId, row.Key });
        call.HasIndex(row => row.At);
    }
}
