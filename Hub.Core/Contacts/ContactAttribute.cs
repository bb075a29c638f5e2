using System.Text.Json;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Contacts;

/// <summary>What a workspace wants to know of its contacts beside the usual. Key and type never change: values are kept by them.</summary>
public sealed class ContactAttribute : WorkspaceRow
{
    public required string Key { get; set; }

    public required string Label { get; set; }

    public AttributeType Type { get; set; }

    /// <summary>JSON array of texts; null but for <see cref="AttributeType.Choice"/>.</summary>
    public string? Choices { get; set; }

    public IReadOnlyList<string> ChoiceList() => Choices is null ? [] : JsonSerializer.Deserialize<List<string>>(Choices)!;
}

public enum AttributeType
{
    Text,
    Number,

    /// <summary>A day without a time: 2026-11-27.</summary>
    Date,
    Boolean,
    Choice,
}

internal sealed class ContactAttributeConfiguration : IEntityTypeConfiguration<ContactAttribute>
{
    public void Configure(EntityTypeBuilder<ContactAttribute> attribute) =>
        attribute.HasIndex(row => new { row.WorkspaceId, row.Key }).IsUnique();
}
