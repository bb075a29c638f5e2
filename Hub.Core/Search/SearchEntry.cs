using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Search;

/// <summary>
/// What contacts and orders are found by. Apart from their own rows, since a contact's row changes with every message and its words hardly
/// ever do.
/// </summary>
public sealed class SearchEntry
{
    public Guid WorkspaceId { get; set; }

    public SearchSubject Kind { get; set; }

    public Guid SubjectId { get; set; }

    /// <summary>When the contact was first seen, the order placed: hits come newest first.</summary>
    public DateTimeOffset At { get; set; }

    public required string SearchWords { get; set; }
}

public enum SearchSubject
{
    Contact,
    Order,
}

internal sealed class SearchEntryConfiguration : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> entry)
    {
        entry.HasKey(row => new { row.WorkspaceId, row.Kind, row.SubjectId });
        entry.HasIndex(row => new { row.WorkspaceId, row.Kind, row.At });
    }
}
