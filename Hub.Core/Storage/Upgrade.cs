using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Storage;

/// <summary>Work on stored rows that a migration has left to the program. Its row goes when it is done.</summary>
public sealed class Upgrade
{
    public required string Name { get; set; }
}

internal sealed class UpgradeConfiguration : IEntityTypeConfiguration<Upgrade>
{
    public void Configure(EntityTypeBuilder<Upgrade> upgrade) => upgrade.HasKey(row => row.Name);
}
