using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Signals;

/// <summary>Keywords of one language that are reported when a contact uses one. Each import is a new version; one is active.</summary>
public sealed class KeywordList : WorkspaceRow
{
    public required string Name { get; set; }

    /// <summary><c>vi</c>, <c>en</c>, … or <c>*</c> for any.</summary>
    public required string Language { get; set; }

    /// <summary>0 while no version is active.</summary>
    public int ActiveVersion { get; set; }
}

public sealed class KeywordListVersion
{
    public Guid WorkspaceId { get; set; }

    public Guid ListId { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Where it came from: <c>file</c> or <c>api</c>.</summary>
    public required string Source { get; set; }

    public int Count { get; set; }
}

public sealed class KeywordEntry
{
    public Guid WorkspaceId { get; set; }

    public Guid ListId { get; set; }

    public int Version { get; set; }

    /// <summary>Made of list, term and mode: the same keyword keeps its id in every version, and so its signals stay one.</summary>
    public Guid KeywordId { get; set; }

    public required string Term { get; set; }

    public required string Mode { get; set; }

    public required string Accents { get; set; }
}

internal sealed class KeywordListConfiguration : IEntityTypeConfiguration<KeywordList>
{
    public void Configure(EntityTypeBuilder<KeywordList> list) => list.HasIndex(row => new { row.WorkspaceId, row.Name }).IsUnique();
}

internal sealed class KeywordListVersionConfiguration : IEntityTypeConfiguration<KeywordListVersion>
{
    public void Configure(EntityTypeBuilder<KeywordListVersion> version) =>
        version.HasKey(row => new { row.WorkspaceId, row.ListId, row.Version });
}

internal sealed class KeywordEntryConfiguration : IEntityTypeConfiguration<KeywordEntry>
{
    public void Configure(EntityTypeBuilder<KeywordEntry> entry) =>
        entry.HasKey(row => new { row.WorkspaceId, row.ListId, row.Version, row.KeywordId });
}
