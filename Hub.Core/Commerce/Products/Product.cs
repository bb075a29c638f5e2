using Hub.Core.Storage;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce.Products;

/// <summary>What a shop sells. Its picture is the <see cref="Conversations.Attachment"/> that has its id.</summary>
public sealed class Product : WorkspaceRow
{
    /// <summary>As people write it.</summary>
    public required string Code { get; set; }

    /// <summary>The code as it is compared: AO-01 and áo-01 are one product.</summary>
    public required string CodeKey { get; set; }

    public required string Name { get; set; }

    /// <summary>Code and name, folded, to be found by.</summary>
    public required string SearchText { get; set; }

    /// <summary>In major units.</summary>
    public decimal Price { get; set; }

    public required string Currency { get; set; }

    public bool IsActive { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static string Key(string code) => TextFold.Fold(code);

    public void Call(string code, string name) =>
        (Code, CodeKey, Name, SearchText) = (code, Key(code), name, TextFold.Fold($"{code} {name}"));
}

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.HasIndex(row => new { row.WorkspaceId, row.CodeKey }).IsUnique();
        product.HasIndex(row => new { row.WorkspaceId, row.CreatedAt, row.Id }).IsDescending(false, true, true);
    }
}
